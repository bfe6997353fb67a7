# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-track-experiments-log-metrics.html
import boto3
import mlflow
from mlflow import MlflowClient

from lookup import placeholder, workgroup

region = boto3.Session().region_name
account = boto3.client("sts").get_caller_identity()["Account"]

mlflow.set_tracking_uri(f"arn:aws:sagemaker:{region}:{account}:mlflow-tracking-server/{workgroup}-mlflow")
mlflow.set_experiment("churn")
with mlflow.start_run() as run:
    mlflow.log_params({"max_depth": 5, "objective": "binary:logistic"})
    mlflow.log_metric("auc", 0.91)
    mlflow.log_artifact(placeholder("report.json", "{}"))
print(mlflow.search_runs())

client = MlflowClient()
print(client.list_artifacts(run.info.run_id))
mlflow.artifacts.download_artifacts(artifact_uri=f"{run.info.artifact_uri}/report.json")
client.create_registered_model("churn")
client.create_model_version("churn", f"{run.info.artifact_uri}/model", run.info.run_id)
