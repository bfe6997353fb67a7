# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-hpo_warmstart_image_classification.ipynb
import boto3
import sagemaker
from sagemaker.image_uris import retrieve
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner, WarmStartConfig, WarmStartTypes

from lookup import bucket, placeholder, role

session = sagemaker.Session()
prefix = "ic-fulltraining"

s3 = boto3.client("s3")
inputs = {}
for channel, name in [("train", "caltech-256-60-train.rec"), ("validation", "caltech-256-60-val.rec")]:
    s3.upload_file(placeholder(name), bucket, f"{prefix}/{channel}/{name}")
    inputs[channel] = sagemaker.inputs.TrainingInput(
        f"s3://{bucket}/{prefix}/{channel}/",
        distribution="FullyReplicated",
        content_type="application/x-recordio",
        s3_data_type="S3Prefix",
    )

estimator = sagemaker.estimator.Estimator(
    retrieve(region=session.boto_region_name, framework="image-classification", version="1"),
    role,
    instance_count=1,
    instance_type="ml.p3.2xlarge",
    output_path=f"s3://{bucket}/{prefix}/output",
    sagemaker_session=session,
)
common = {
    "num_layers": 18,
    "image_shape": "3,224,224",
    "num_classes": 257,
    "num_training_samples": 15420,
    "mini_batch_size": 128,
    "epochs": 10,
    "optimizer": "sgd",
    "top_k": "2",
    "precision_dtype": "float32",
}


def tuned(**how):
    tuner = HyperparameterTuner(
        estimator,
        "validation:accuracy",
        {
            "learning_rate": ContinuousParameter(0.0001, 0.05),
            "momentum": ContinuousParameter(0.0, 0.99),
            "weight_decay": ContinuousParameter(0.0, 0.99),
        },
        objective_type="Maximize",
        max_jobs=5,
        max_parallel_jobs=2,
        **how,
    )
    tuner.fit(inputs, include_cls_metadata=False)
    sagemaker.HyperparameterTuningJobAnalytics(tuner._current_job_name).dataframe()
    return tuner._current_job_name


estimator.set_hyperparameters(augmentation_type="crop", **common)
first = tuned()
second = tuned(
    base_tuning_job_name="warmstart",
    warm_start_config=WarmStartConfig(WarmStartTypes.IDENTICAL_DATA_AND_ALGORITHM, parents={first}),
)
boto3.client("sagemaker").describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=second)

estimator.set_hyperparameters(augmentation_type="crop_color_transform", **common)
tuned(
    base_tuning_job_name="transferlearning",
    warm_start_config=WarmStartConfig(WarmStartTypes.TRANSFER_LEARNING, parents={first, second}),
)
