# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: ml_ops/sm-pipelines_hyperparameter_tuning.ipynb
import json

import sagemaker
from sagemaker import Model
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.execution_variables import ExecutionVariables
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterInteger, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import CacheConfig, ProcessingStep, TuningStep
from sagemaker.xgboost import XGBoostPredictor

from lookup import bucket, placeholder, role

region = sagemaker.Session().boto_region_name
session = PipelineSession()
prefix = "tuning-step-example"

instances = ParameterInteger(name="ProcessingInstanceCount", default_value=1)
instance_type = ParameterString(name="TrainingInstanceType", default_value="ml.m5.xlarge")
approval = ParameterString(name="ModelApprovalStatus", default_value="PendingManualApproval")
data = ParameterString(
    name="InputDataUrl",
    default_value=f"s3://sagemaker-example-files-prod-{region}/datasets/tabular/uci_abalone/abalone.csv",
)
cache = CacheConfig(enable_caching=True, expire_after="30d")
names = ["train", "validation", "test"]

process = ProcessingStep(
    name="PreprocessAbaloneDataForHPO",
    step_args=SKLearnProcessor(
        framework_version="1.2-1",
        instance_type="ml.m5.xlarge",
        instance_count=instances,
        base_job_name=f"{prefix}/sklearn-abalone-preprocess",
        sagemaker_session=session,
        role=role,
    ).run(
        outputs=[
            ProcessingOutput(
                output_name=name,
                source=f"/opt/ml/processing/{name}",
                destination=Join(
                    on="/",
                    values=[
                        "s3:/",
                        bucket,
                        prefix,
                        ExecutionVariables.PIPELINE_EXECUTION_ID,
                        "PreprocessAbaloneDataForHPO",
                    ],
                ),
            )
            for name in names
        ],
        code=placeholder("code/preprocess.py"),
        arguments=["--input-data", data],
    ),
)
processed = {name: process.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri for name in names}

image = sagemaker.image_uris.retrieve(
    framework="xgboost", region=region, version="1.0-1", py_version="py3", instance_type="ml.m5.xlarge"
)
estimator = Estimator(
    image_uri=image,
    instance_type=instance_type,
    instance_count=1,
    output_path=f"s3://{bucket}/{prefix}/AbaloneTrain",
    base_job_name=f"{prefix}/abalone-train",
    sagemaker_session=session,
    role=role,
)
estimator.set_hyperparameters(
    eval_metric="rmse",
    objective="reg:squarederror",
    num_round=50,
    max_depth=5,
    eta=0.2,
    gamma=4,
    min_child_weight=6,
    subsample=0.7,
    silent=0,
)
tuner = HyperparameterTuner(
    estimator,
    "validation:rmse",
    {
        "alpha": ContinuousParameter(0.01, 10, scaling_type="Logarithmic"),
        "lambda": ContinuousParameter(0.01, 10, scaling_type="Logarithmic"),
    },
    max_jobs=3,
    max_parallel_jobs=3,
    strategy="Random",
    objective_type="Minimize",
)
tuning = TuningStep(
    name="HPTuning",
    step_args=tuner.fit(
        inputs={
            name: TrainingInput(s3_data=processed[name], content_type="text/csv") for name in ["train", "validation"]
        }
    ),
    cache_config=cache,
)


def top(rank):
    return tuning.get_top_model_s3_uri(top_k=rank, s3_bucket=bucket, prefix=f"{prefix}/AbaloneTrain")


best, second = [
    Model(
        image_uri=image, model_data=top(rank), predictor_cls=XGBoostPredictor, sagemaker_session=session, role=role
    )
    for rank in (0, 1)
]
create_best = ModelStep(name="CreateBestModel", step_args=best.create(instance_type="ml.m5.xlarge"))
create_second = ModelStep(name="CreateSecondBestModel", step_args=second.create(instance_type="ml.m5.xlarge"))

report = PropertyFile(
    name="BestTuningModelEvaluationReport", output_name="evaluation", path="evaluation.json"
)
evaluate = ProcessingStep(
    name="EvaluateTopModel",
    step_args=ScriptProcessor(
        image_uri=image,
        command=["python3"],
        instance_type="ml.m5.xlarge",
        instance_count=1,
        base_job_name=f"{prefix}/script-tuning-step-eval",
        sagemaker_session=session,
        role=role,
    ).run(
        inputs=[
            ProcessingInput(source=top(0), destination="/opt/ml/processing/model"),
            ProcessingInput(source=processed["test"], destination="/opt/ml/processing/test"),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", source="/opt/ml/processing/evaluation")],
        code=placeholder("code/evaluate.py"),
    ),
    property_files=[report],
    cache_config=cache,
)
register = ModelStep(
    name="RegisterBestAbaloneModel",
    step_args=best.register(
        content_types=["text/csv"],
        response_types=["text/csv"],
        inference_instances=["ml.t2.medium", "ml.m5.large"],
        transform_instances=["ml.m5.large"],
        model_package_group_name="tuning-job-model-packages",
        approval_status=approval,
    ),
)
condition = ConditionStep(
    name="CheckMSEAbaloneEvaluation",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=6.0,
        )
    ],
    if_steps=[register],
    else_steps=[],
)

pipeline = Pipeline(
    name="tuning-step-pipeline",
    parameters=[instances, instance_type, data, approval],
    steps=[process, tuning, create_best, create_second, evaluate, condition],
    sagemaker_session=session,
)
json.loads(pipeline.definition())
pipeline.upsert(role_arn=role)
pipeline.start()
