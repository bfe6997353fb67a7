# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-async_inference_with_python_sdk/sm-async_inference_with_python_sdk.ipynb
from datetime import datetime

import boto3
import sagemaker
from sagemaker import image_uris
from sagemaker.async_inference.async_inference_config import AsyncInferenceConfig
from sagemaker.model import Model
from sagemaker.predictor import Predictor

from lookup import bucket, placeholder, role

session = sagemaker.session.Session()
region = boto3.session.Session().region_name
examples = f"sagemaker-example-files-prod-{region}"
prefix = "DEMO-async-inference"
stamp = f"{datetime.now():%Y-%m-%d-%H-%M-%S}"

s3 = boto3.client("s3")
for found in s3.list_objects(Bucket=examples, Prefix="models/async-inference/input-files/")["Contents"]:
    s3.download_file(examples, found["Key"], placeholder("input/" + found["Key"].split("/")[-1]))
archive = placeholder("model/demo-xgboost-model.tar.gz")
s3.download_file(examples, "models/async-inference/demo-xgboost-model.tar.gz", archive)
with open(archive, "rb") as file:
    boto3.resource("s3").Bucket(bucket).Object(f"{prefix}/demo-xgboost-model.tar.gz").upload_fileobj(file)

model = Model(
    name=f"AsyncInferenceDemo-Model-{stamp}",
    image_uri=image_uris.retrieve(region=region, framework="xgboost", version="0.90-1"),
    model_data=f"s3://{bucket}/{prefix}/demo-xgboost-model.tar.gz",
    role=role,
    predictor_cls=Predictor,
)
endpoint_name = f"AsyncInferenceDemo-Endpoint-{stamp}"
predictor = model.deploy(
    async_inference_config=AsyncInferenceConfig(
        output_path=f"s3://{bucket}/{prefix}/output", max_concurrent_invocations_per_instance=4
    ),
    instance_type="ml.m5.xlarge",
    initial_instance_count=1,
    endpoint_name=endpoint_name,
)

scaling = boto3.client("application-autoscaling")
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": f"endpoint/{endpoint_name}/variant/AllTraffic",
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

location = session.upload_data(
    placeholder("input/test_point_0.libsvm"),
    bucket=bucket,
    key_prefix=f"{prefix}/input",
    extra_args={"ContentType": "text/libsvm"},
)
answer = predictor.predict_async(input_path=location)
output_bucket, output_key = answer.output_path.removeprefix("s3://").split("/", 1)
session.read_s3_file(bucket=output_bucket, key_prefix=output_key)

scaling.deregister_scalable_target(**target)
predictor.delete_endpoint()
