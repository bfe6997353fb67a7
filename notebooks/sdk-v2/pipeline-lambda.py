# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_lambda_step/sm-pipelines_lambda_step.ipynb
import json
import time

import sagemaker
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.lambda_helper import Lambda
from sagemaker.model import Model
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.functions import JsonGet
from sagemaker.workflow.lambda_step import LambdaOutput, LambdaOutputTypeEnum, LambdaStep
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import CacheConfig, ProcessingStep, TrainingStep

from lookup import bucket, placeholder, role

plain = sagemaker.Session()
session = PipelineSession()
account = plain.account_id()
prefix = "lambda-step-example"
stamp = time.strftime("%m-%d-%H-%M-%S", time.localtime())

instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
data = ParameterString(
    name="InputDataUrl", default_value="s3://sagemaker-sample-files/datasets/tabular/uci_abalone/abalone.csv"
)
cache = CacheConfig(enable_caching=True, expire_after="30d")

process = ProcessingStep(
    name="PreprocessAbaloneData",
    step_args=SKLearnProcessor(
        framework_version="1.2-1",
        instance_type="ml.m5.xlarge",
        instance_count=instances,
        base_job_name=f"{prefix}/sklearn-abalone-preprocess",
        sagemaker_session=session,
        role=role,
    ).run(
        outputs=[
            ProcessingOutput(output_name=name, source=f"/opt/ml/processing/{name}")
            for name in ["train", "validation", "test"]
        ],
        code=placeholder("code/preprocess.py"),
        arguments=["--input-data", data],
    ),
    cache_config=cache,
)
processed = process.properties.ProcessingOutputConfig.Outputs
image = sagemaker.image_uris.retrieve(
    framework="xgboost",
    region=plain.boto_region_name,
    version="1.0-1",
    py_version="py3",
    instance_type="ml.m5.xlarge",
)
estimator = Estimator(
    image_uri=image,
    instance_type=instance_type,
    instance_count=1,
    output_path=f"s3://{bucket}/{prefix}/AbaloneTrain",
    base_job_name=f"lambda-step-pipeline/{prefix}/sklearn-abalone-preprocess",
    sagemaker_session=session,
    role=role,
)
estimator.set_hyperparameters(
    objective="reg:linear", num_round=50, max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.7, silent=0
)
train = TrainingStep(
    name="TrainAbaloneModel",
    step_args=estimator.fit(
        inputs={
            name: TrainingInput(s3_data=processed[name].S3Output.S3Uri, content_type="text/csv")
            for name in ["train", "validation"]
        }
    ),
    cache_config=cache,
)
artifacts = train.properties.ModelArtifacts.S3ModelArtifacts
report = PropertyFile(name="AbaloneEvaluationReport", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="EvaluateAbaloneModel",
    step_args=ScriptProcessor(
        image_uri=image,
        command=["python3"],
        instance_type="ml.m5.xlarge",
        instance_count=1,
        base_job_name=f"{prefix}/script-abalone-eval",
        sagemaker_session=session,
        role=role,
    ).run(
        inputs=[
            ProcessingInput(source=artifacts, destination="/opt/ml/processing/model"),
            ProcessingInput(source=processed["test"].S3Output.S3Uri, destination="/opt/ml/processing/test"),
        ],
        outputs=[
            ProcessingOutput(
                output_name="evaluation",
                source="/opt/ml/processing/evaluation",
                destination=f"s3://{bucket}/lambda-step-pipeline/evaluation_report",
            )
        ],
        code=placeholder("code/evaluate.py"),
    ),
    property_files=[report],
    cache_config=cache,
)
model = Model(image_uri=image, model_data=artifacts, sagemaker_session=session, role=role)
create = ModelStep(name="CreateModel", step_args=model.create(instance_type="ml.m4.large"))

function = Lambda(
    function_name=f"sagemaker-lambda-step-endpoint-deploy-{stamp}",
    execution_role_arn=f"arn:aws:iam::{account}:role/lambda-deployment-role",
    script=placeholder("code/lambda_helper.py"),
    handler="lambda_helper.lambda_handler",
)
deploy = LambdaStep(
    name="LambdaStep",
    lambda_func=function,
    inputs={
        "model_name": create.properties.ModelName,
        "endpoint_config_name": f"lambda-deploy-endpoint-config-{stamp}",
        "endpoint_name": f"lambda-deploy-endpoint-{stamp}",
    },
    outputs=[
        LambdaOutput(output_name=name, output_type=LambdaOutputTypeEnum.String)
        for name in ["statusCode", "body", "other_key"]
    ],
)
condition = ConditionStep(
    name="CheckMSEAbaloneEvaluation",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=6.0,
        )
    ],
    if_steps=[create, deploy],
    else_steps=[],
)
pipeline = Pipeline(
    name=f"lambda-step-pipeline-{stamp}",
    parameters=[instances, instance_type, data, approval],
    steps=[process, train, evaluate, condition],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
execution = pipeline.start()
execution.wait()

client = plain.sagemaker_client
config = f"lambda-deploy-endpoint-config-{stamp}"
client.get_waiter("endpoint_in_service").wait(EndpointName=f"lambda-deploy-endpoint-{stamp}")
variants = client.describe_endpoint_config(EndpointConfigName=config)["ProductionVariants"]
client.delete_model(ModelName=variants[0]["ModelName"])
client.delete_endpoint_config(EndpointConfigName=config)
client.delete_endpoint(EndpointName=f"lambda-deploy-endpoint-{stamp}")
function.delete()
client.delete_pipeline(PipelineName=pipeline.name)
