"""Jobs: in progress until they are stopped.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html, and the same of the other kinds.
"""

from ..call import Call
from ..errors import AwsError
from ..kinds import Kind
from .kind import kind, stop

# By the API's name: the type in the ARN, and what a refusal calls it.
NAMES = {
    "TrainingJob": ("training-job", "training job"),
    "ProcessingJob": ("processing-job", "processing job"),
    "TransformJob": ("transform-job", "transform job"),
    "HyperParameterTuningJob": ("hyper-parameter-tuning-job", "hyperparameter tuning job"),
    "AutoMLJob": ("automl-job", "AutoML job"),
}


def job(name: str) -> Kind:
    resource, called = NAMES[name]
    # A job's record is not asked for what only a Describe of AWS tells (artifacts, times): Create, List and Stop are enough.
    return kind(
        name,
        resource=resource,
        state=f"{name}Status",
        starts_as="InProgress",
        not_found=AwsError("ResourceNotFound", f"The {called} {{0}} was not found"),
        verbs=("create", "describe", "list"),
    )


KINDS = tuple(job(name) for name in NAMES)

HANDLERS = {
    ("sagemaker", f"Stop{each.name}"): stop(each, f"{each.name}Status", NAMES[each.name][1], ("InProgress",)) for each in KINDS
}
