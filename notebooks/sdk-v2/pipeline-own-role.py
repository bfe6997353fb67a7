# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html
import sagemaker
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.functions import JsonGet
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep

from lookup import bucket, placeholder, role

session = PipelineSession()
pipeline_role = role.removesuffix("-execution") + "-pipeline"

report = PropertyFile(name="EvaluationReport", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="Evaluate",
    step_args=SKLearnProcessor(
        framework_version="1.2-1",
        instance_type="ml.m5.xlarge",
        instance_count=1,
        base_job_name="evaluate",
        role=role,
        sagemaker_session=session,
    ).run(
        inputs=[ProcessingInput(source=f"s3://{bucket}/test", destination="/opt/ml/processing/test")],
        outputs=[
            ProcessingOutput(
                output_name="evaluation",
                source="/opt/ml/processing/evaluation",
                destination=f"s3://{bucket}/pipelines/evaluation",
            )
        ],
        code=placeholder("code/evaluation.py"),
    ),
    property_files=[report],
)
condition = ConditionStep(
    name="GoodEnough",
    conditions=[
        ConditionLessThanOrEqualTo(
            left=JsonGet(step_name=evaluate.name, property_file=report, json_path="regression_metrics.mse.value"),
            right=6.0,
        )
    ],
    else_steps=[FailStep(name="TooBad", error_message="the mean squared error is above 6.0")],
)

pipeline = Pipeline(name="evaluation", steps=[evaluate, condition], sagemaker_session=session)
pipeline.upsert(role_arn=pipeline_role)
execution = pipeline.start()
execution.wait()
execution.list_steps()
