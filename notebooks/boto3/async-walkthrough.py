# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-async_inference_walkthrough/sm-async_inference_walkthrough.ipynb
import time

import boto3

from lookup import bucket, placeholder, role

region = boto3.session.Session().region_name
examples = f"sagemaker-example-files-prod-{region}"
prefix = "async-inference-demo"
stamp = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())

s3 = boto3.client("s3")
for found in s3.list_objects(Bucket=examples, Prefix="models/async-inference/input-files/")["Contents"]:
    s3.download_file(examples, found["Key"], placeholder("input/" + found["Key"].split("/")[-1]))
archive = placeholder("model/demo-xgboost-model.tar.gz")
s3.download_file(examples, "models/async-inference/demo-xgboost-model.tar.gz", archive)
with open(archive, "rb") as file:
    boto3.resource("s3").Bucket(bucket).Object(f"{prefix}/demo-xgboost-model.tar.gz").upload_fileobj(file)

sagemaker = boto3.client("sagemaker")
model_name = f"AsyncInferenceDemo-Model-{stamp}"
sagemaker.create_model(
    ModelName=model_name,
    ExecutionRoleArn=role,
    PrimaryContainer={
        "Image": f"492215442770.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:0.90-1-cpu-py3",
        "ModelDataUrl": f"s3://{bucket}/{prefix}/demo-xgboost-model.tar.gz",
    },
)
config_name = f"AsyncInferenceDemo-EndpointConfig-{stamp}"
sagemaker.create_endpoint_config(
    EndpointConfigName=config_name,
    ProductionVariants=[
        {
            "VariantName": "variant1",
            "ModelName": model_name,
            "InstanceType": "ml.m5.xlarge",
            "InitialInstanceCount": 1,
        }
    ],
    AsyncInferenceConfig={
        "OutputConfig": {"S3OutputPath": f"s3://{bucket}/{prefix}/output"},
        "ClientConfig": {"MaxConcurrentInvocationsPerInstance": 4},
    },
)
endpoint_name = f"AsyncInferenceDemo-Endpoint-{stamp}"
sagemaker.create_endpoint(EndpointName=endpoint_name, EndpointConfigName=config_name)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=endpoint_name)
sagemaker.describe_endpoint(EndpointName=endpoint_name)

scaling = boto3.client("application-autoscaling")
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": f"endpoint/{endpoint_name}/variant/variant1",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
scaling.register_scalable_target(**target, MinCapacity=0, MaxCapacity=5)
scaling.put_scaling_policy(
    **target,
    PolicyName="Invocations-ScalingPolicy",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 5.0,
        "CustomizedMetricSpecification": {
            "MetricName": "ApproximateBacklogSizePerInstance",
            "Namespace": "AWS/SageMaker",
            "Dimensions": [{"Name": "EndpointName", "Value": endpoint_name}],
            "Statistic": "Average",
        },
        "ScaleInCooldown": 600,
        "ScaleOutCooldown": 300,
    },
)

key = f"{prefix}/input/test_point_0.libsvm"
s3.upload_file(placeholder("input/test_point_0.libsvm"), bucket, key, ExtraArgs={"ContentType": "text/libsvm"})
answer = boto3.client("sagemaker-runtime").invoke_endpoint_async(
    EndpointName=endpoint_name, InputLocation=f"s3://{bucket}/{key}"
)
output_bucket, output_key = answer["OutputLocation"].removeprefix("s3://").split("/", 1)
boto3.resource("s3").Object(output_bucket, output_key).get()["Body"].read()

scaling.deregister_scalable_target(**target)
sagemaker.delete_endpoint(EndpointName=endpoint_name)
