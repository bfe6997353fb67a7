# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AlgorithmSpecification.html
import boto3
from lookup import bucket, role

client = boto3.client("sagemaker")
client.create_training_job(
    TrainingJobName="central-image",
    AlgorithmSpecification={
        "TrainingImage": f"234567890123.dkr.ecr.{client.meta.region_name}.amazonaws.com/platform/training:1",
        "TrainingInputMode": "File",
    },
    RoleArn=role,
    OutputDataConfig={"S3OutputPath": f"s3://{bucket}/models"},
    ResourceConfig={"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 5},
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
)
