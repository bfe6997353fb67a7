# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-managed_spot_training_xgboost/sm-managed_spot_training_xgboost.ipynb
import time

import boto3
import sagemaker
from sagemaker.inputs import TrainingInput
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner, IntegerParameter
from sagemaker.xgboost.estimator import XGBoost

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-xgboost-spot"

boto3.client("s3").download_file(
    f"sagemaker-example-files-prod-{region}", "datasets/tabular/uci_abalone/abalone.libsvm", placeholder("abalone")
)
for channel in ["train", "validation"]:
    sagemaker.Session().upload_data("abalone", bucket=bucket, key_prefix=f"{prefix}/{channel}")

hyperparameters = {
    "max_depth": "5",
    "eta": "0.2",
    "gamma": "4",
    "min_child_weight": "6",
    "subsample": "0.7",
    "objective": "reg:squarederror",
    "num_round": "50",
    "verbosity": "2",
}
train = TrainingInput(s3_data=f"s3://{bucket}/{prefix}/train", content_type="libsvm")


def spot(job_name):
    return {
        "role": role,
        "hyperparameters": hyperparameters,
        "instance_count": 1,
        "instance_type": "ml.m5.4xlarge",
        "use_spot_instances": True,
        "max_run": 3600,
        "max_wait": 7200,
        "checkpoint_s3_uri": f"s3://{bucket}/{prefix}/checkpoints/{job_name}",
    }


def tune(estimator, job_name):
    HyperparameterTuner(
        estimator,
        "validation:rmse",
        {
            "max_depth": IntegerParameter(0, 10, scaling_type="Auto"),
            "num_round": IntegerParameter(1, 4000, scaling_type="Auto"),
            "alpha": ContinuousParameter(0, 2, scaling_type="Auto"),
            "subsample": ContinuousParameter(0.5, 1, scaling_type="Auto"),
            "min_child_weight": ContinuousParameter(0, 120, scaling_type="Auto"),
            "gamma": ContinuousParameter(0, 5, scaling_type="Auto"),
            "eta": ContinuousParameter(0.1, 0.5, scaling_type="Auto"),
        },
        max_jobs=6,
        max_parallel_jobs=2,
        objective_type="Minimize",
        base_tuning_job_name=job_name,
    ).fit({"train": train, "validation": train})


job_name = "DEMO-xgboost-spot-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
estimator = sagemaker.estimator.Estimator(
    sagemaker.image_uris.retrieve("xgboost", region, "1.7-1"),
    volume_size=5,
    output_path=f"s3://{bucket}/{prefix}/abalone-xgb/output",
    sagemaker_session=sagemaker.Session(),
    **spot(job_name),
)
estimator.fit({"train": train}, job_name=job_name)
tune(estimator, job_name)

job_name = "DEMO-xgboost-regression-" + time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
placeholder("abalone.py")
script = XGBoost(
    entry_point="abalone.py",
    framework_version="1.7-1",
    output_path=f"s3://{bucket}/{prefix}/xgboost-script-mode/output",
    **spot(job_name),
)
script.fit({"train": train, "validation": train}, job_name=job_name)
tune(script, job_name)
