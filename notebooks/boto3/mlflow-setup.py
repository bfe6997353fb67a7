# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-mlflow_setup/sm-mlflow_setup.ipynb
import boto3
import mlflow

from lookup import bucket

region = boto3.Session().region_name
account = boto3.client("sts").get_caller_identity()["Account"]
name = "my-setup-test3"

sagemaker = boto3.client("sagemaker")
sagemaker.create_mlflow_tracking_server(
    TrackingServerName=name,
    ArtifactStoreUri=f"s3://{bucket}/{name}",
    TrackingServerSize="Small",
    MlflowVersion="2.13.2",
    RoleArn=f"arn:aws:iam::{account}:role/mlflow-test3",
    AutomaticModelRegistration=False,
)
sagemaker.describe_mlflow_tracking_server(TrackingServerName=name)

mlflow.set_tracking_uri(f"arn:aws:sagemaker:{region}:{account}:mlflow-tracking-server/{name}")
with mlflow.start_run():
    mlflow.log_metric("foo", 1)

sagemaker.create_presigned_mlflow_tracking_server_url(TrackingServerName=name)
