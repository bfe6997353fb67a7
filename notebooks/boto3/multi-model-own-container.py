# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-multi_model_endpoint_bring_your_own_container/sm-multi_model_endpoint_bring_your_own_container.ipynb
import time

import boto3

from lookup import bucket, placeholder, role

sagemaker = boto3.client(service_name="sagemaker")
runtime = boto3.client(service_name="sagemaker-runtime")
account = boto3.client("sts").get_caller_identity()["Account"]
region = boto3.Session().region_name
prefix = "demo-multimodel-endpoint"
stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())

s3 = boto3.resource("s3")
s3.meta.client.head_bucket(Bucket=bucket)


def upload(archive, key):
    with open(placeholder(f"data/{archive}"), "rb") as file:
        s3.Bucket(bucket).Object(f"{prefix}/{key}").upload_fileobj(file)


upload("resnet_18.tar.gz", "resnet_18.tar.gz")
upload("resnet_152.tar.gz", "resnet_152.tar.gz")

model_name = "DEMO-MultiModelModel" + stamp
sagemaker.create_model(
    ModelName=model_name,
    ExecutionRoleArn=role,
    Containers=[
        {
            "Image": f"{account}.dkr.ecr.{region}.amazonaws.com/demo-sagemaker-multimodel:latest",
            "ModelDataUrl": f"https://s3-{region}.amazonaws.com/{bucket}/{prefix}/",
            "Mode": "MultiModel",
        }
    ],
)
config_name = "DEMO-MultiModelEndpointConfig-" + stamp
sagemaker.create_endpoint_config(
    EndpointConfigName=config_name,
    ProductionVariants=[
        {
            "InstanceType": "ml.m5.xlarge",
            "InitialInstanceCount": 2,
            "InitialVariantWeight": 1,
            "ModelName": model_name,
            "VariantName": "AllTraffic",
        }
    ],
)
endpoint_name = "DEMO-MultiModelEndpoint-" + stamp
sagemaker.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=config_name)
sagemaker.describe_endpoint(EndpointName=endpoint_name)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=endpoint_name)

upload("squeezenet_v1.0.tar.gz", "demo-subfolder/squeezenet_v1.0_0.tar.gz")
for model in ["resnet_18.tar.gz", "resnet_152.tar.gz", "demo-subfolder/squeezenet_v1.0_0.tar.gz"]:
    runtime.invoke_endpoint(
        EndpointName=endpoint_name, ContentType="application/x-image", TargetModel=model, Body=b"image"
    )
sagemaker.delete_endpoint(EndpointName=endpoint_name)
sagemaker.delete_endpoint_config(EndpointConfigName=config_name)
sagemaker.delete_model(ModelName=model_name)
