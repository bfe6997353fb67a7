# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-lineage-tracking-example.ipynb
import time

import boto3

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.lineage.action import Action
from sagemaker.core.lineage.artifact import Artifact
from sagemaker.core.lineage.association import Association
from sagemaker.core.lineage.context import Context

region = boto3.Session().region_name
session = Session()
session.default_bucket()
unique = str(int(time.time()))

workflow = Context.create(
    context_name=f"machine-learning-workflow-{unique}",
    context_type="MLWorkflow",
    source_uri=unique,
    properties={"example": "true"},
)
list(Context.list(sort_by="CreationTime", sort_order="Descending"))
build = Action.create(
    action_name=f"model-build-step-{unique}",
    action_type="ModelBuild",
    source_uri=unique,
    properties={"Example": "Metadata"},
)
Association.create(
    source_arn=workflow.context_arn, destination_arn=build.action_arn, association_type="AssociatedWith"
)
list(Association.list(destination_arn=build.action_arn))
list(Association.list(source_arn=workflow.context_arn))

data = f"https://sagemaker-example-files-prod-{region}.s3.amazonaws.com/datasets/image/MNIST"
images, labels, model = [
    Artifact.create(
        artifact_name=name,
        artifact_type=kind,
        source_types=[{"SourceIdType": "Custom", "Value": unique}],
        source_uri=f"{data}/{path}",
    )
    for name, kind, path in [
        ("mnist-test-images", "TestData", "t10k-images-idx3-ubyte.gz"),
        ("mnist-test-labels", "TestLabels", "t10k-labels-idx1-ubyte.gz"),
        ("mnist-model", "Model", "model/model.tar.gz"),
    ]
]
for source, destination in [
    (images.artifact_arn, build.action_arn),
    (labels.artifact_arn, build.action_arn),
    (build.action_arn, model.artifact_arn),
]:
    Association.create(source_arn=source, destination_arn=destination)

for made, arn in [
    (Context(context_name=workflow.context_name, sagemaker_session=session), workflow.context_arn),
    (Action(action_name=build.action_name, sagemaker_session=session), build.action_arn),
    *[(Artifact(artifact_arn=item.artifact_arn, sagemaker_session=session), item.artifact_arn)
      for item in (images, labels, model)],
]:
    for way in ("source_arn", "destination_arn"):
        for summary in Association.list(**{way: arn}):
            Association(
                source_arn=summary.source_arn,
                destination_arn=summary.destination_arn,
                sagemaker_session=session,
            ).delete()
    made.delete()
