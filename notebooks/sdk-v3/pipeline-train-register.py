# Source: aws/sagemaker-python-sdk@a24812666d25: v3-examples/ml-ops-examples/v3-pipeline-train-create-registry.ipynb
from lookup import bucket, placeholder, role
from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.processing import ScriptProcessor
from sagemaker.core.shapes import ProcessingInput, ProcessingOutput, ProcessingS3Input, ProcessingS3Output
from sagemaker.core.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.mlops.workflow.model_step import ModelStep
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.steps import CacheConfig, ProcessingStep, TrainingStep
from sagemaker.serve.model_builder import ModelBuilder
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, InputData

session = PipelineSession()
region = Session().boto_region_name
Session().account_id()

instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
data = ParameterString(
    name="InputDataUrl", default_value="s3://sagemaker-sample-files/datasets/tabular/uci_abalone/abalone.csv"
)
max_depth = ParameterString(name="MaxDepth", default_value="5")
cache = CacheConfig(enable_caching=True, expire_after="30d")

processor = ScriptProcessor(
    image_uri=image_uris.retrieve(
        framework="sklearn", region=region, version="1.2-1", py_version="py3", instance_type="ml.m5.xlarge"
    ),
    instance_type="ml.m5.xlarge",
    instance_count=instances,
    base_job_name="v3-pipeline-example-sklearn-preprocess-job",
    sagemaker_session=session,
    role=role,
)
process = ProcessingStep(
    name="PreprocessAbaloneData",
    step_args=processor.run(
        inputs=[
            ProcessingInput(
                input_name="input-1",
                s3_input=ProcessingS3Input(
                    s3_uri=data,
                    local_path="/opt/ml/processing/input",
                    s3_data_type="S3Prefix",
                    s3_input_mode="File",
                    s3_data_distribution_type="ShardedByS3Key",
                ),
            )
        ],
        outputs=[
            ProcessingOutput(
                output_name=name,
                s3_output=ProcessingS3Output(
                    s3_uri=f"s3://{bucket}/pipeline-v3/{name}",
                    local_path=f"/opt/ml/processing/{name}",
                    s3_upload_mode="EndOfJob",
                ),
            )
            for name in ["train", "validation", "test"]
        ],
        code=placeholder("code/preprocess.py"),
        arguments=["--input-data", data],
    ),
    cache_config=cache,
)

image = image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
trainer = ModelTrainer(
    training_image=image,
    compute=Compute(instance_type=instance_type, instance_count=1),
    base_job_name="v3-pipeline-example-xgboost-train",
    sagemaker_session=session,
    role=role,
    hyperparameters={
        "objective": "reg:linear",
        "num_round": 50,
        "max_depth": max_depth,
        "eta": 0.2,
        "gamma": 4,
        "min_child_weight": 6,
        "subsample": 0.7,
        "silent": 0,
    },
    input_data_config=[
        InputData(
            channel_name=name,
            data_source=process.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri,
            content_type="text/csv",
        )
        for name in ["train", "validation"]
    ],
)
train = TrainingStep(name="TrainModelTestStep", step_args=trainer.train(), cache_config=cache)

builder = ModelBuilder(
    s3_model_data_url=train.properties.ModelArtifacts.S3ModelArtifacts,
    image_uri=image,
    sagemaker_session=session,
    role_arn=role,
)
create = ModelStep(name="CreateModel", step_args=builder.build())
register = ModelStep(
    name="RegisterModel",
    step_args=builder.register(
        model_package_group_name="my-model-package-group",
        content_types=["application/json"],
        response_types=["application/json"],
        inference_instances=["ml.m5.xlarge"],
        approval_status="Approved",
    ),
)

pipeline = Pipeline(
    name="pipeline-v3",
    parameters=[instances, instance_type, data, approval, max_depth],
    steps=[process, train, create, register],
    sagemaker_session=session,
)
pipeline.definition()
pipeline.upsert(role_arn=role)
pipeline.start().wait()
