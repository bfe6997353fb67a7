"""Pipelines and their executions.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopPipelineExecution.html: ConflictException, ResourceNotFound.
"""

from ..call import Call
from ..errors import AwsError
from ..kinds import WORLD, Record, arn
from .kind import kind, stop


def complete_execution(call: Call, record: Record) -> Record:
    PIPELINE.find(call, record)
    return {"PipelineExecutionArn": arn(call, f"pipeline/{record['PipelineName']}/execution/{WORLD.next_id('', 12)}")}


PIPELINE = kind(
    "Pipeline",
    resource="pipeline",
    state="PipelineStatus",
    starts_as="Active",
    not_found=AwsError("ResourceNotFound", "Pipeline {0} does not exist."),
    verbs=("create", "describe", "delete", "list"),
    filters={"PipelineNamePrefix": "PipelineName"},
)

EXECUTION = kind(
    "PipelineExecution",
    resource="pipeline",
    state="PipelineExecutionStatus",
    starts_as="Executing",
    not_found=AwsError("ResourceNotFound", "Pipeline execution {0} does not exist."),
    identity=("PipelineExecutionArn",),
    verbs=("describe", "list"),
    others={"create": "StartPipelineExecution"},
    filters={"PipelineName": "PipelineName"},
    computed=complete_execution,
)

KINDS = (PIPELINE, EXECUTION)

HANDLERS = {
    ("sagemaker", "StopPipelineExecution"): stop(EXECUTION, "PipelineExecutionStatus", "pipeline execution", ("Executing",)),
}
