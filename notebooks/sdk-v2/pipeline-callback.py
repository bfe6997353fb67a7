# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_callback_step/sm-pipelines_callback_step.ipynb
import json
import time

import boto3
import sagemaker
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.transformer import Transformer
from sagemaker.utils import unique_name_from_base
from sagemaker.workflow.callback_step import CallbackOutput, CallbackOutputTypeEnum, CallbackStep
from sagemaker.workflow.functions import Join
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.steps import TrainingStep, TransformStep

from lookup import bucket, placeholder, role

region = boto3.Session().region_name
account = sagemaker.Session().boto_session.client("sts").get_caller_identity()["Account"]
session = PipelineSession()
boto3.client("s3").upload_file(placeholder("etl.py"), bucket, "pipeline/etl.py")

data = ParameterString(name="InputData", default_value=f"s3://{bucket}/taxi/")
id_out = ParameterString(name="IdOut", default_value=f"taxiout{int(time.time())}")
instances = ParameterInteger(name="TrainingInstanceCount", default_value=1)

callback = CallbackStep(
    name="GluePrepCallbackStep",
    sqs_queue_url=f"https://sqs.{region}.amazonaws.com/{account}/pipeline_callbacks_glue_prep",
    inputs={
        "input_location": f"s3://{bucket}/taxi/",
        "output_location": Join(on="/", values=["s3:/", bucket, "taxi_output", id_out]),
    },
    outputs=[CallbackOutput(output_name="s3_data_out", output_type=CallbackOutputTypeEnum.String)],
)
prepared = callback.properties.Outputs["s3_data_out"]

image = sagemaker.image_uris.retrieve("randomcutforest", region)
forest = sagemaker.estimator.Estimator(
    image,
    role,
    output_path=f"s3://{bucket}/model/output",
    instance_count=instances,
    instance_type="ml.c5.xlarge",
    sagemaker_session=session,
)
forest.set_hyperparameters(num_samples_per_tree=200, num_trees=50, feature_dim=1)
train = TrainingStep(
    name="TrainModel",
    step_args=forest.fit(
        inputs={
            "train": TrainingInput(
                s3_data=prepared, content_type="text/csv;label_size=0", distribution="ShardedByS3Key"
            )
        }
    ),
)
model = Model(
    image_uri=image,
    model_data=train.properties.ModelArtifacts.S3ModelArtifacts,
    sagemaker_session=session,
    role=role,
)
create = ModelStep(name="TaxiModel", step_args=model.create(instance_type="ml.m5.large"))
transformer = Transformer(
    model_name=create.properties.ModelName,
    instance_type="ml.m5.xlarge",
    assemble_with="Line",
    accept="text/csv",
    instance_count=1,
    output_path=f"s3://{bucket}/batch-out/",
    sagemaker_session=session,
)
transform = TransformStep(
    name="TaxiTransform",
    step_args=transformer.transform(
        data=prepared,
        content_type="text/csv",
        split_type="Line",
        input_filter="$[0]",
        join_source="Input",
        output_filter="$[0,-1]",
    ),
)

pipeline = Pipeline(
    name=unique_name_from_base("GluePipeline"),
    parameters=[data, instances, id_out],
    steps=[callback, train, create, transform],
)
pipeline.upsert(role_arn=role)
json.loads(pipeline.definition())
execution = pipeline.start()
execution.describe()
execution.list_steps()
