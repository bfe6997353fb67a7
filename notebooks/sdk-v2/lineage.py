# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-ml_lineage_tracking_model_governance_graph/sm-ml_lineage_tracking_model_governance_graph.ipynb
import boto3
import sagemaker
from botocore.config import Config
from sagemaker.lineage import action, artifact, association, context

from lookup import bucket, placeholder

client = boto3.client("sagemaker", config=Config(retries={"max_attempts": 20, "mode": "adaptive"}))
session = sagemaker.Session(sagemaker_client=client)
boto3.client("sts").get_caller_identity().get("Account")

found = [item.artifact_arn for item in artifact.Artifact.list(sagemaker_session=session)]
found += [item["TrialComponentArn"] for item in client.list_trial_components()["TrialComponentSummaries"]]
found += [item.action_arn for item in action.Action.list(sagemaker_session=session)]
found += [item.context_arn for item in context.Context.list(sagemaker_session=session)]
for arn in found:
    list(association.Association.list(destination_arn=arn, sagemaker_session=session))

for name in ["edges", "artifacts-nodes", "tcs-nodes", "action-nodes", "contexts-nodes"]:
    boto3.client("s3").upload_file(placeholder(f"{name}.csv"), bucket, f"sm-model-lineage-export/{name}.csv")
