"""Names that begin with the team's prefix, so that policies can tell the teams of an account apart."""

import hashlib
import re

from studio_enclave.settings import settings

# Members of requests that name an object of the team, and the longest name that AWS takes.
LONGEST = dict.fromkeys(
    (
        "EndpointConfigName EndpointName InferenceComponentName JobDefinitionName ModelName ModelPackageGroupName "
        "ModelPackageName MonitoringJobDefinitionName MonitoringScheduleName ProcessingJobName TrainingJobName "
        "TransformJobName"
    ).split(),
    63,
)
LONGEST.update(AutoMLJobName=32, HyperParameterTuningJobName=32, FeatureGroupName=64, PipelineName=256)
LONGEST.update(dict.fromkeys("ActionName ContextName ExperimentName TrialName TrialComponentName".split(), 120))
DIMENSIONS = {"Endpoint", "EndpointName", "InferenceComponentName", "MonitoringSchedule"}
# Beginnings of such objects' types in ARNs.
TYPES = "action|context|endpoint|experiment|feature-group|inference|model|monitoring|pipeline|[a-z-]+-job"
# Where the other services have such names, each as the group that follows the last thing which AWS writes.
STREAM = "^()([^/]+)"
IN_LOGS = {"logStreamName": STREAM, "logStreamNamePrefix": STREAM, "logStreamNames": STREAM}
ENDPOINT_LOGS = {"logGroupName": "^(/aws/sagemaker/Endpoints/)(.+)"}
SCALED = "^((?:endpoint|inference-component)/)([^/]+)"
IN_SCALING = {"ResourceId": SCALED, "ResourceIds": SCALED}


def owned(text, longest=63):
    """The name with the team's prefix. Of a name that is too long a hash keeps what is cut off apart."""
    prefix = settings()["prefix"]
    if not isinstance(text, str) or not text or text.startswith(prefix) or len(prefix) >= longest:
        return text
    if ":" in text:
        account = settings()["role"].split(":")[4]
        return _named(f"^(arn:.*:sagemaker:.*:{account}:(?:{TYPES})[a-z-]*/)([^/]+)", text)
    room = longest - len(prefix)
    if len(text) > room:
        end = hashlib.sha256(text.encode()).hexdigest()[:8]
        text = f"{text[: room - 9]}-{end}" if room > 9 else end[:room]
    return prefix + text


def elsewhere(service, params):
    """Requests to other services than SageMaker, with the prefix where they name its objects."""
    if service == "application-autoscaling":
        return _at(IN_SCALING, params)
    if service == "cloudwatch":
        return _in_dimensions(params)
    if service == "logs" and re.match("/aws/sagemaker/(Training|Processing|Transform)Jobs", params.get("logGroupName", "")):
        return _at(IN_LOGS, params)
    return _at(ENDPOINT_LOGS, params) if service == "logs" else params


def _at(patterns, params):
    return {key: _named(patterns[key], value) if key in patterns else value for key, value in params.items()}


def _named(pattern, text):
    """The text, or each text of a list, with the prefix on the pattern's second group."""
    if isinstance(text, list):
        return [_named(pattern, each) for each in text]
    return re.sub(pattern, lambda found: found[1] + owned(found[2]), text) if isinstance(text, str) else text


def _in_dimensions(value):
    if isinstance(value, list):
        return [_in_dimensions(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("Name") in DIMENSIONS and "Value" in value:
        return {**value, "Value": owned(value["Value"])}
    return {key: _in_dimensions(inner) for key, inner in value.items()}
