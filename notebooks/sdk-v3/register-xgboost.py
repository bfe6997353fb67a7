# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-model-registry-example/v3-model-registry-example.ipynb
import boto3

from lookup import bucket, placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import Model, ModelPackage
from sagemaker.serve.model_builder import ModelBuilder

session = Session()
region = session.boto_region_name
image = image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
boto3.client("s3").upload_file(placeholder("model/model.tar.gz"), bucket, "registry-testing/model.tar.gz")

builder = ModelBuilder(
    s3_model_data_url=f"s3://{bucket}/registry-testing/model.tar.gz",
    image_uri=image,
    sagemaker_session=session,
    role_arn=role,
)
builder.build(model_name="my-model")
builder.register(
    model_package_group_name="my-model-package-group",
    content_types=["application/json"],
    response_types=["application/json"],
    inference_instances=["ml.m5.xlarge"],
    approval_status="Approved",
)

model = Model.get(model_name="my-model")
arn = ModelBuilder(
    image_uri=model.primary_container.image, s3_model_data_url=model.primary_container.model_data_url, role_arn=role
).register(
    model_package_group_name="my-model-group-from-existing-model",
    content_types=["application/json"],
    response_types=["application/json"],
)
boto3.client("sagemaker", region_name=region).update_model_package(
    ModelPackageArn=arn, ModelApprovalStatus="Approved"
)

container = ModelPackage.get(model_package_name=arn).inference_specification.containers[0]
ModelBuilder(
    s3_model_data_url=container.model_data_url,
    image_uri=container.image,
    role_arn=role,
    sagemaker_session=session,
).build(model_name="my-model-from-registry")
