# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: build_and_train_models/sm-regression_xgboost/sm-regression_xgboost.ipynb
import time

import boto3

from lookup import bucket, role

region = boto3.Session().region_name
prefix = "sagemaker/DEMO-xgboost-abalone-default"
now = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
image = f"492215442770.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:1.7-1"

s3 = boto3.client("s3")
for category in ["train", "test", "validation"]:
    name = f"abalone.{category}"
    s3.download_file("sagemaker-sample-files", f"datasets/tabular/uci_abalone/{category}/{name}", name)
    s3.upload_file(name, bucket, f"{prefix}/{category}/{name}")


def channel(name):
    uri = f"s3://{bucket}/{prefix}/{name}"
    return {
        "ChannelName": name,
        "DataSource": {
            "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
        },
        "ContentType": "libsvm",
        "CompressionType": "None",
    }


common = {
    "AlgorithmSpecification": {"TrainingImage": image, "TrainingInputMode": "File"},
    "RoleArn": role,
    "OutputDataConfig": {"S3OutputPath": f"s3://{bucket}/{prefix}/single-xgboost"},
    "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.2xlarge", "VolumeSizeInGB": 5},
    "InputDataConfig": [channel("train"), channel("validation")],
}

sagemaker = boto3.client("sagemaker", region_name=region)
job_name = f"DEMO-xgboost-regression-{now}"
sagemaker.create_training_job(
    **common,
    TrainingJobName=job_name,
    HyperParameters={
        "max_depth": "5",
        "eta": "0.2",
        "gamma": "4",
        "min_child_weight": "6",
        "subsample": "0.7",
        "objective": "reg:linear",
        "num_round": "50",
        "verbosity": "2",
    },
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
)
sagemaker.describe_training_job(TrainingJobName=job_name)

tuning_name = "DEMO-xgboost-reg-" + time.strftime("%d-%H-%M-%S", time.gmtime())


def between(name, low, high):
    return {"Name": name, "MinValue": low, "MaxValue": high}


sagemaker.create_hyper_parameter_tuning_job(
    HyperParameterTuningJobName=tuning_name,
    HyperParameterTuningJobConfig={
        "ParameterRanges": {
            "CategoricalParameterRanges": [],
            "ContinuousParameterRanges": [
                between("eta", "0.1", "0.5"),
                between("gamma", "0", "5"),
                between("min_child_weight", "0", "120"),
                between("subsample", "0.5", "1"),
                between("alpha", "0", "2"),
            ],
            "IntegerParameterRanges": [between("max_depth", "0", "10"), between("num_round", "1", "4000")],
        },
        "ResourceLimits": {"MaxNumberOfTrainingJobs": 6, "MaxParallelTrainingJobs": 2},
        "Strategy": "Bayesian",
        "HyperParameterTuningJobObjective": {"MetricName": "validation:rmse", "Type": "Minimize"},
    },
    TrainingJobDefinition={
        **common,
        "StaticHyperParameters": {"objective": "reg:linear", "verbosity": "2"},
        "StoppingCondition": {"MaxRuntimeInSeconds": 43200},
    },
)
tuning = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning_name)

best = sagemaker.describe_training_job(TrainingJobName=tuning["BestTrainingJob"]["TrainingJobName"])
model_name = f"{tuning_name}-model"
sagemaker.create_model(
    ModelName=model_name,
    ExecutionRoleArn=role,
    PrimaryContainer={"Image": image, "ModelDataUrl": best["ModelArtifacts"]["S3ModelArtifacts"]},
)

config_name = f"DEMO-XGBoostEndpointConfig-{now}"
sagemaker.create_endpoint_config(
    EndpointConfigName=config_name,
    ProductionVariants=[
        {
            "InstanceType": "ml.m5.xlarge",
            "InitialVariantWeight": 1,
            "InitialInstanceCount": 1,
            "ModelName": model_name,
            "VariantName": "AllTraffic",
        }
    ],
)
endpoint_name = f"DEMO-XGBoostEndpoint-{now}"
sagemaker.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=config_name)
sagemaker.describe_endpoint(EndpointName=endpoint_name)

s3.download_file("sagemaker-sample-files", "datasets/tabular/uci_abalone/test/abalone.test", "abalone.test")
boto3.client("runtime.sagemaker", region_name=region).invoke_endpoint(
    EndpointName=endpoint_name, ContentType="text/x-libsvm", Body="1:2 2:0.6"
)
sagemaker.delete_endpoint(EndpointName=endpoint_name)
