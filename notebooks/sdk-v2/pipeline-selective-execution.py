# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_selective_execution/sm-pipelines_selective_execution.ipynb
import json

import boto3
import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.model_metrics import MetricsSource, ModelMetrics
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.execution_variables import ExecutionVariables
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterFloat, ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.pipeline_experiment_config import PipelineExperimentConfig
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.selective_execution_config import SelectiveExecutionConfig
from sagemaker.workflow.steps import CacheConfig, ProcessingStep, TrainingStep

from lookup import bucket, placeholder, role

region = sagemaker.Session().boto_region_name
session = PipelineSession()
cache = CacheConfig(enable_caching=True, expire_after="T12H")
raw = placeholder("raw-data/abalone.csv")
boto3.resource("s3").Bucket(f"sagemaker-example-files-prod-{region}").download_file(
    "datasets/tabular/uci_abalone/abalone.csv", raw
)
uploaded = sagemaker.s3.S3Uploader.upload(
    local_path=raw, desired_s3_uri=f"s3://{bucket}/sample-dataset/abalone"
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
approval = ParameterString(name="ApprovalStatus", default_value="PendingManualApproval")
data = ParameterString(name="InputData", default_value=uploaded)
threshold = ParameterFloat(name="MseThreshold", default_value=6.0)

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
        arguments=[
            "--train_size",
            "0.7",
            "--val_size",
            "0.2",
            "--test_size",
            "0.1",
            "--random_state",
            "10",
            "--cat_feature_cols",
            "sex",
            "--num_feature_cols",
            "length,diameter,height,whole_weight,shucked_weight,viscera_weight,shell_weight",
            "--target_col",
            "rings",
        ],
    ),
    cache_config=cache,
)
processed = preprocess.properties.ProcessingOutputConfig.Outputs
image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.c5.xlarge"
)
estimator = Estimator(
    image_uri=image,
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
    min_child_weight=gamma,
    subsample=subsample,
)
train = TrainingStep(
    name="Abalone-Train",
    step_args=estimator.fit(
        inputs={
            name: TrainingInput(s3_data=processed[name].S3Output.S3Uri, content_type="text/csv")
            for name in ["train", "validation"]
        }
    ),
    cache_config=cache,
)

artifacts = train.properties.ModelArtifacts.S3ModelArtifacts
report = PropertyFile(name="EvaluationReport", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="Abalone-Evaluate",
    step_args=ScriptProcessor(
        image_uri=image,
        command=["python3"],
        instance_type=processing_type,
        volume_size_in_gb=10,
        instance_count=1,
        base_job_name="abalone-postproc",
        role=role,
        sagemaker_session=session,
    ).run(
        inputs=[
            ProcessingInput(source=artifacts, destination="/opt/ml/processing/model"),
            ProcessingInput(source=processed["test"].S3Output.S3Uri, destination="/opt/ml/processing/output/test"),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
        code=placeholder("code/evaluation.py"),
    ),
    cache_config=cache,
    property_files=[report],
)
evaluation = evaluate.arguments["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]

model = Model(image_uri=image, model_data=artifacts, sagemaker_session=session, role=role)
create = ModelStep(
    name="Abalone-CreateModel",
    step_args=model.create(instance_type="ml.m5.large", accelerator_type="ml.eia1.medium"),
)
register = ModelStep(
    name="Abalone-ModelRegister",
    step_args=model.register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=["ml.t2.medium", "ml.m5.xlarge"],
        transform_instances=["ml.m5.xlarge"],
        model_package_group_name="Abalone-Models",
        approval_status=approval,
        model_metrics=ModelMetrics(
            model_statistics=MetricsSource(
                s3_uri=f"{evaluation}/evaluation.json", content_type="application/json"
            )
        ),
    ),
)
condition = ConditionStep(
    name="Abalone-MSECheck",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=threshold,
        )
    ],
    if_steps=[register, create],
    else_steps=[
        FailStep(
            name="Abalone-FailNotify",
            error_message=Join(on=" ", values=["Execution failed due to MSE >", threshold]),
        )
    ],
)

name = "AbalonePipeline-SelectExec"
pipeline = Pipeline(
    name=name,
    pipeline_experiment_config=PipelineExperimentConfig(
        "AbaloneExperimentsPipeline", ExecutionVariables.PIPELINE_EXECUTION_ID
    ),
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
        approval,
        data,
        threshold,
    ],
    steps=[preprocess, train, evaluate, condition],
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
changed = {
    "XGBNumRounds": 120,
    "XGBSubSample": 0.9,
    "XGBGamma": 2,
    "XGBMinChildWeight": 4,
    "XGBETA": 0.25,
    "XGBMaxDepth": 12,
}
for selected, parameters in [
    (["Abalone-Train"], changed),
    (["Abalone-Train", "Abalone-Evaluate", "Abalone-MSECheck"], {**changed, "MseThreshold": 6}),
]:
    again.start(
        selective_execution_config=SelectiveExecutionConfig(
            source_pipeline_execution_arn=latest, selected_steps=selected
        ),
        parameters=parameters,
    )
