# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_selective_execution/sm-pipelines_selective_execution.ipynb
import json

import boto3
import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.parameters import ParameterFloat, ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.pipeline_experiment_config import PipelineExperimentConfig
from sagemaker.workflow.selective_execution_config import SelectiveExecutionConfig
from sagemaker.workflow.steps import CacheConfig, ProcessingStep, TrainingStep

from lookup import bucket, placeholder, role

region = sagemaker.Session().boto_region_name
session = PipelineSession()
cache = CacheConfig(enable_caching=True, expire_after="T12H")
uploaded = sagemaker.s3.S3Uploader.upload(
    local_path=placeholder("raw-data/abalone.csv"), desired_s3_uri=f"s3://{bucket}/sample-dataset/abalone"
)

processing_count = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
processing_type = ParameterString(name="ProcessingInstanceType", default_value="ml.c5.xlarge")
train_count = ParameterInteger(name="TrainingInstanceCount", default_value=1)
train_type = ParameterString(name="TrainingInstanceType", default_value="ml.c5.xlarge")
rounds = ParameterInteger(name="XGBNumRounds", default_value=50)
depth = ParameterInteger(name="XGBMaxDepth", default_value=5)
eta = ParameterFloat(name="XGBETA", default_value=0.2)
gamma = ParameterInteger(name="XGBGamma", default_value=4)
weight = ParameterInteger(name="XGBMinChildWeight", default_value=6)
subsample = ParameterFloat(name="XGBSubSample", default_value=0.7)
model_path = ParameterString(name="ModelPath", default_value=f"s3://{bucket}/Abalone/models/")
data = ParameterString(name="InputData", default_value=uploaded)

preprocess = ProcessingStep(
    name="Abalone-Preprocess",
    step_args=SKLearnProcessor(
        framework_version="0.23-1",
        instance_type=processing_type,
        instance_count=processing_count,
        base_job_name="abalone-preprocess",
        role=role,
        sagemaker_session=session,
    ).run(
        inputs=[ProcessingInput(source=data, destination="/opt/ml/processing/input")],
        outputs=[
            ProcessingOutput(output_name=name, source=f"/opt/ml/processing/output/{name}")
            for name in ["train", "validation", "test"]
        ],
        code=placeholder("code/preprocessing.py"),
        arguments=["--train_size", "0.7", "--val_size", "0.2", "--test_size", "0.1"],
    ),
    cache_config=cache,
)
estimator = Estimator(
    image_uri=sagemaker.image_uris.retrieve(
        framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.c5.xlarge"
    ),
    instance_count=train_count,
    output_path=model_path,
    base_job_name="abalone-train",
    instance_type=train_type.default_value,
    role=role,
    sagemaker_session=session,
)
estimator.set_hyperparameters(
    objective="reg:linear",
    num_round=rounds,
    max_depth=depth,
    eta=eta,
    gamma=gamma,
    min_child_weight=weight,
    subsample=subsample,
)
train = TrainingStep(
    name="Abalone-Train",
    step_args=estimator.fit(
        inputs={
            name: TrainingInput(
                s3_data=preprocess.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri,
                content_type="text/csv",
            )
            for name in ["train", "validation"]
        }
    ),
    cache_config=cache,
)

name = "AbalonePipeline-SelectExec"
pipeline = Pipeline(
    name=name,
    pipeline_experiment_config=PipelineExperimentConfig("Abalone-Experiments", "Abalone-Trial"),
    parameters=[
        processing_count,
        processing_type,
        train_count,
        train_type,
        rounds,
        depth,
        eta,
        gamma,
        weight,
        subsample,
        model_path,
        data,
    ],
    steps=[preprocess, train],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.describe()
execution.wait()

again = Pipeline(name=name)
latest = again.list_executions()["PipelineExecutionSummaries"][0]["PipelineExecutionArn"]
client = boto3.client("sagemaker")
client.list_pipeline_execution_steps(PipelineExecutionArn=latest)
client.list_pipeline_parameters_for_execution(PipelineExecutionArn=latest)
again.start(
    selective_execution_config=SelectiveExecutionConfig(
        source_pipeline_execution_arn=latest, selected_steps=["Abalone-Train"]
    ),
    parameters={"XGBNumRounds": 120, "XGBSubSample": 0.9, "XGBGamma": 2},
)
