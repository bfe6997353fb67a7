# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
import boto3

from lookup import bucket, role

region = boto3.Session().region_name
sagemaker = boto3.client("sagemaker")
sagemaker.create_model(
    ModelName="captured-model",
    ExecutionRoleArn=role,
    PrimaryContainer={
        "Image": f"492215442770.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:1.0-1-cpu-py3",
        "ModelDataUrl": f"s3://{bucket}/model.tar.gz",
    },
)
sagemaker.create_endpoint_config(
    EndpointConfigName="captured-config",
    ProductionVariants=[
        {
            "VariantName": "AllTraffic",
            "ModelName": "captured-model",
            "InitialInstanceCount": 1,
            "InstanceType": "ml.m4.xlarge",
        }
    ],
    DataCaptureConfig={
        "EnableCapture": True,
        "InitialSamplingPercentage": 50,
        "DestinationS3Uri": f"s3://{bucket}/data-capture",
        "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
    },
)
sagemaker.create_endpoint(EndpointName="captured-endpoint", EndpointConfigName="captured-config")
sagemaker.describe_endpoint(EndpointName="captured-endpoint")
boto3.client("sagemaker-runtime").invoke_endpoint(
    EndpointName="captured-endpoint", ContentType="text/csv", Body="186,0.1,137.8"
)
boto3.client("s3").list_objects_v2(Bucket=bucket, Prefix="data-capture/captured-endpoint")
