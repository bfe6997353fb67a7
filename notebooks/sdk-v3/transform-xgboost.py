# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-transform-job-example.ipynb
import boto3

from lookup import bucket, placeholder, role
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.image_uris import retrieve
from sagemaker.core.transformer import Transformer
from sagemaker.serve.model_builder import ModelBuilder

region = boto3.Session().region_name
session = Session()
prefix = "demo-transform"
archive = "xgb-churn-prediction-model.tar.gz"

s3 = boto3.client("s3")
s3.upload_file(placeholder(archive), bucket, f"{prefix}/{archive}")
ModelBuilder(
    image_uri=retrieve("xgboost", region, "0.90-1"),
    s3_model_data_url=f"https://{bucket}.s3-{region}.amazonaws.com/{prefix}/{archive}",
    role_arn=role,
    sagemaker_session=session,
).build(model_name="my-transform-model")

folder = f"{prefix}/transform_input/validation"
s3.upload_file(placeholder("validation.csv"), bucket, f"{folder}/validation.csv")
transformer = Transformer(
    model_name="my-transform-model",
    instance_count=1,
    instance_type="ml.m5.xlarge",
    accept="text/csv",
    assemble_with="Line",
    output_path=f"s3://{bucket}/{prefix}/transform-outputs",
    sagemaker_session=session,
)
transformer.transform(
    f"s3://{bucket}/{folder}", content_type="text/csv", split_type="Line", input_filter="$[1:]"
)
