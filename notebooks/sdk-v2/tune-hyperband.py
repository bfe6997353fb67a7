# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-hyperparameter_tuning_hyperband_automatic_model_tuning.ipynb
import time

import boto3
import sagemaker
from sagemaker.inputs import TrainingInput
from sagemaker.s3 import S3Downloader
from sagemaker.tuner import (
    ContinuousParameter,
    HyperbandStrategyConfig,
    HyperparameterTuner,
    IntegerParameter,
    StrategyConfig,
)

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-dist-hpo-xgboost-dm"

S3Downloader.download(
    f"s3://sagemaker-example-files-prod-{region}/datasets/tabular/uci_bank_marketing/bank-additional-full.csv",
    local_path="./bank-additional/",
    sagemaker_session=sagemaker.Session(),
)
uploads = boto3.Session().resource("s3").Bucket(bucket)
for key in ["train/train_0.csv", "train/train_1.csv", "train/train_2.csv", "validation/validation.csv"]:
    uploads.Object(f"{prefix}/{key}").upload_file(placeholder(key))

inputs = {
    "train": TrainingInput(
        distribution="ShardedByS3Key", s3_data=f"s3://{bucket}/{prefix}/train", content_type="csv"
    ),
    "validation": TrainingInput(s3_data=f"s3://{bucket}/{prefix}/validation/", content_type="csv"),
}


def estimator(instances):
    made = sagemaker.estimator.Estimator(
        sagemaker.image_uris.retrieve("xgboost", region, "latest"),
        role,
        instance_count=instances,
        instance_type="ml.m5.2xlarge",
        output_path=f"s3://{bucket}/{prefix}/output",
        sagemaker_session=sagemaker.Session(),
    )
    made.set_hyperparameters(
        eval_metric="auc",
        objective="binary:logistic",
        num_round=150,
        rate_drop=0.0,
        tree_method="exact",
        eta=0.3,
        colsample_bylevel=0.5,
        colsample_bytree=0.8,
    )
    return made


now = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
single = estimator(1)
single.fit(inputs, job_name=f"xgb-single-instance-{now}", wait=True)
single.training_job_analytics.dataframe(force_refresh=False)
several = estimator(3)
several.fit(inputs, job_name=f"xgb-3-instances-{now}", wait=True)
several.training_job_analytics.dataframe(force_refresh=True)

tuner = HyperparameterTuner(
    several,
    "validation:auc",
    {
        "num_round": IntegerParameter(100, 200),
        "eta": ContinuousParameter(0, 1),
        "min_child_weight": ContinuousParameter(1, 10),
        "alpha": ContinuousParameter(0, 2),
        "max_depth": IntegerParameter(1, 10),
        "colsample_bylevel": ContinuousParameter(0, 1),
        "colsample_bytree": ContinuousParameter(0, 1),
    },
    max_jobs=30,
    max_parallel_jobs=4,
    strategy="Hyperband",
    early_stopping_type="Off",
    strategy_config=StrategyConfig(
        hyperband_strategy_config=HyperbandStrategyConfig(max_resource=30, min_resource=1)
    ),
)
tuner.fit(inputs, include_cls_metadata=False, wait=True)

name = tuner.latest_tuning_job.job_name
boto3.client("sagemaker").describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)
HyperparameterTuner.attach(tuning_job_name=name).describe()
sagemaker.HyperparameterTuningJobAnalytics(name).dataframe()
