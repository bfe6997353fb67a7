# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/Batch Transform - breast cancer prediction with lowel level SDK.ipynb
import time

import boto3

from lookup import bucket, placeholder, role

region = boto3.session.Session().region_name
prefix = "DEMO-breast-cancer-prediction-xgboost-lowlevel"
image = f"813361260812.dkr.ecr.{region}.amazonaws.com/xgboost:latest"

s3 = boto3.client("s3")
s3.download_file(f"sagemaker-example-files-prod-{region}", "datasets/tabular/breast_cancer/wdbc.csv", "wdbc.csv")
uploads = boto3.Session().resource("s3").Bucket(bucket)
for folder, name in [
    ("train", "train_data.csv"),
    ("validation", "validation_data.csv"),
    ("batch", "batch_data.csv"),
    ("batch", "batch_data_noID.csv"),
]:
    with open(placeholder(name), "rb") as file:
        uploads.upload_fileobj(file, f"{prefix}/{folder}/{name}")


def channel(name):
    uri = f"s3://{bucket}/{prefix}/{name}"
    return {
        "ChannelName": name,
        "DataSource": {
            "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
        },
        "CompressionType": "None",
        "RecordWrapperType": "None",
        "ContentType": "text/csv",
    }


def stamp():
    return time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())


job_name = "xgb-" + stamp()
sagemaker = boto3.client("sagemaker")
sagemaker.create_training_job(
    AlgorithmSpecification={"TrainingImage": image, "TrainingInputMode": "File"},
    RoleArn=role,
    OutputDataConfig={"S3OutputPath": f"s3://{bucket}/{prefix}/output/{job_name}"},
    ResourceConfig={"InstanceCount": 1, "InstanceType": "ml.m5.4xlarge", "VolumeSizeInGB": 50},
    TrainingJobName=job_name,
    HyperParameters={
        "objective": "binary:logistic",
        "max_depth": "5",
        "eta": "0.2",
        "gamma": "4",
        "min_child_weight": "6",
        "subsample": "0.8",
        "silent": "0",
        "num_round": "100",
    },
    StoppingCondition={"MaxRuntimeInSeconds": 60 * 60},
    InputDataConfig=[channel("train"), channel("validation")],
)
sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=job_name)
info = sagemaker.describe_training_job(TrainingJobName=job_name)

sagemaker.create_model(
    ModelName=job_name,
    ExecutionRoleArn=role,
    PrimaryContainer={"Image": image, "ModelDataUrl": info["ModelArtifacts"]["S3ModelArtifacts"]},
)


def transform(name, **how):
    batch_name = "Batch-Transform-" + stamp()
    output = f"{prefix}/output/{batch_name}"
    source = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/{prefix}/batch/{name}"}
    sagemaker.create_transform_job(
        TransformJobName=batch_name,
        ModelName=job_name,
        TransformOutput={"S3OutputPath": f"s3://{bucket}/{output}", "Accept": "text/csv", "AssembleWith": "Line"},
        TransformInput={
            "DataSource": {"S3DataSource": source},
            "ContentType": "text/csv",
            "SplitType": "Line",
            "CompressionType": "None",
        },
        TransformResources={"InstanceType": "ml.m4.xlarge", "InstanceCount": 1},
        **how,
    )
    sagemaker.get_waiter("transform_job_completed_or_stopped").wait(TransformJobName=batch_name)
    sagemaker.describe_transform_job(TransformJobName=batch_name)
    s3.download_file(bucket, f"{output}/{name}.out", f"{name}.out")


transform("batch_data_noID.csv")
joined = {"InputFilter": "$[1:]", "JoinSource": "Input"}
transform("batch_data.csv", DataProcessing=joined)
transform("batch_data.csv", DataProcessing={**joined, "OutputFilter": "$[0, -1]"})
