# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: deploy_and_monitor/sm-a_b_testing/sm-a_b_testing.ipynb
from datetime import datetime, timedelta

import boto3
from sagemaker import session
from sagemaker.image_uris import retrieve
from sagemaker.s3 import S3Uploader
from sagemaker.session import production_variant

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
sessions = session.Session(boto3.Session())
sagemaker = boto3.Session().client("sagemaker")
runtime = boto3.Session().client("sagemaker-runtime")
prefix = "sagemaker/DEMO-VariantTargeting"
stamp = f"{datetime.now():%Y-%m-%d-%H-%M-%S}"

variants = []
for number, (archive, version) in enumerate([("model", "0.90-1"), ("model2", "0.90-2")], start=1):
    url = S3Uploader.upload(
        local_path=placeholder(f"model/xgb-churn-prediction-{archive}.tar.gz"), desired_s3_uri=f"s3://{bucket}/{prefix}"
    )
    name = f"DEMO-xgb-churn-pred{'' if number == 1 else number}-{stamp}"
    sessions.create_model(
        name=name, role=role, container_defs={"Image": retrieve("xgboost", region, version), "ModelDataUrl": url}
    )
    variants.append(
        production_variant(
            model_name=name,
            instance_type="ml.c5.4xlarge",
            initial_instance_count=1,
            variant_name=f"Variant{number}",
            initial_weight=1,
        )
    )

endpoint_name = f"DEMO-xgb-churn-pred-{stamp}"
sessions.endpoint_from_production_variants(name=endpoint_name, production_variants=variants)
runtime.invoke_endpoint(EndpointName=endpoint_name, ContentType="text/csv", Body="186,0.1,137.8")

cloudwatch = boto3.Session().client("cloudwatch")
for variant in variants:
    cloudwatch.get_metric_statistics(
        Namespace="AWS/SageMaker",
        MetricName="Invocations",
        StartTime=datetime.now() - timedelta(minutes=60),
        EndTime=datetime.now(),
        Period=60,
        Statistics=["Sum"],
        Dimensions=[
            {"Name": "EndpointName", "Value": endpoint_name},
            {"Name": "VariantName", "Value": variant["VariantName"]},
        ],
    )
    runtime.invoke_endpoint(
        EndpointName=endpoint_name,
        ContentType="text/csv",
        Body="186,0.1,137.8",
        TargetVariant=variant["VariantName"],
    )

for first, second in [(25, 75), (0, 1)]:
    sagemaker.update_endpoint_weights_and_capacities(
        EndpointName=endpoint_name,
        DesiredWeightsAndCapacities=[
            {"DesiredWeight": first, "VariantName": "Variant1"},
            {"DesiredWeight": second, "VariantName": "Variant2"},
        ],
    )
    sagemaker.describe_endpoint(EndpointName=endpoint_name)
sessions.delete_endpoint(endpoint_name)
