"""What a request says where the person said nothing: network, keys, role. Nothing that was given is changed."""

import json
import re
import sys

from studio_enclave import names
from studio_enclave.settings import settings

# Members that are filled in, wherever the service's model has them, and the settings that fill them.
VALUES = {
    "VpcConfig": "network",
    "VolumeKmsKeyId": "volume_key",
    "KmsKeyId": "data_key",
    "RoleArn": "role",
    "ExecutionRoleArn": "role",
}
FILLED = dict.fromkeys(
    (
        "CreateAutoMLJob CreateAutoMLJobV2 CreateDataQualityJobDefinition CreateHyperParameterTuningJob CreateModel "
        "CreateModelBiasJobDefinition CreateModelExplainabilityJobDefinition CreateModelQualityJobDefinition "
        "CreateMonitoringSchedule CreateProcessingJob CreateTrainingJob CreateTransformJob UpdateMonitoringSchedule"
    ).split(),
    set(VALUES),
)
FILLED.update(CreateEndpointConfig={"KmsKeyId"}, CreateFeatureGroup={"KmsKeyId", "RoleArn"}, CreatePipeline={"RoleArn"})
# Structures that are made, where they are missing, for the network that they hold. SDK v2 wants to read back all of them.
NETWORK = {"EnableInterContainerTrafficEncryption": True, "EnableNetworkIsolation": False}
MADE = {"AutoMLJobConfig": {}, "NetworkConfig": NETWORK, "SecurityConfig": {}}
# Families with local NVMe storage: AWS refuses a volume key there.
NVME = (
    "c5d c6gd c6id g4dn g5 g6 g6e g7 g7e gr6 i3en m5d m6gd m6id p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 r5d r6gd r6id "
    "r7gd trn1 trn1n trn2"
).split()
# Types of pipeline steps, and the calls that SageMaker makes of their arguments with the pipeline's role.
STEPS = {
    "AutoML": "CreateAutoMLJob",
    "ClarifyCheck": "CreateProcessingJob",
    "Endpoint": "CreateEndpoint",
    "EndpointConfig": "CreateEndpointConfig",
    "InferenceComponent": "CreateInferenceComponent",
    "Model": "CreateModel",
    "Processing": "CreateProcessingJob",
    "QualityCheck": "CreateProcessingJob",
    "RegisterModel": "CreateModelPackage",
    "Training": "CreateTrainingJob",
    "Transform": "CreateTransformJob",
    "Tuning": "CreateHyperParameterTuningJob",
}


def with_defaults(params, model):
    """The request with defaults. The caller's own objects stay as they are."""
    service = model.service_model.service_name
    if service == "s3":
        return _in_s3(params)
    if not service.startswith("sagemaker"):
        return names.elsewhere(service, params)
    params = _call(model.name, _moved(params), model.service_model)
    if params.get("PipelineDefinition"):
        params["PipelineDefinition"] = _definition(params["PipelineDefinition"], model.service_model)
    return params


def _in_s3(params):
    jobs = _account("role")
    owner = params.get("ExpectedBucketOwner", jobs)
    # Another owner was written by the person, for a bucket that is none of the SDK's.
    moved = ("Bucket", "CopySource") if owner == jobs else ()
    params = {**params, **{key: _moved(params[key]) for key in moved if key in params}}
    if is_own(params.get("Bucket")):
        # aws:kms without a key would take the account's own key, which the bucket's policy denies.
        if params.get("ServerSideEncryption") == "aws:kms":
            params.setdefault("SSEKMSKeyId", settings()["data_key"])
        if "ExpectedBucketOwner" in params and owner == jobs:
            params["ExpectedBucketOwner"] = _account("data_key")  # The SDK takes it for the account of the job.
    return params


def _moved(value):
    """The team's bucket in the place of the SDK's, sagemaker-<region>-<account>, which some of its parts use whatever is set."""
    if isinstance(value, dict):
        return {key: inner if key == "Body" else _moved(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_moved(each) for each in value]
    if not isinstance(value, str):
        return value
    it = settings()
    # The whole name of a bucket: not a part of a longer one, nor a part of a key.
    return re.sub(f"(?<![\\w.-])(?<![^/]/)sagemaker-{it['region']}-{_account('role')}(?![\\w.-])", it["bucket"], value)


def is_own(bucket):
    """Whether it is a bucket of the team."""
    it = settings()
    return f"-{it['environment']}-{it['team']}-" in str(bucket) and str(bucket).endswith(_account("data_key"))


def _account(of):
    """The account of the jobs (`role`), or of the team's buckets (`data_key`)."""
    return settings()[of].split(":")[4]


def _call(operation, params, service_model, variables=None):
    """`variables`: of a pipeline's parameters the defaults, by name."""
    shape = service_model.operation_model(operation).input_shape
    if shape is None:
        return params
    params = _filled(params, shape, FILLED.get(operation, ()), variables or {})
    if operation == "CreateEndpointConfig":
        if "ModelName" not in str(params.get("ProductionVariants")):
            params.setdefault("VpcConfig", settings()["network"])  # Of inference components; models say it themselves.
        if params["KmsKeyId"] == settings()["data_key"]:
            params["KmsKeyId"] = settings()["volume_key"]
        if _on_nvme(params, {}):
            del params["KmsKeyId"]
    return params


def _filled(value, shape, keys, variables):
    """A copy of a part of a request, with names and defaults."""
    if shape.type_name == "list" and isinstance(value, (list, tuple)):
        return [_filled(each, shape.member, keys, variables) for each in value]
    if isinstance(value, str) and value.startswith("arn:"):
        return names.owned(value)
    members = getattr(shape, "members", {})
    if not isinstance(value, dict) or value and not set(value) & set(members):
        return value  # A map, or an expression of a pipeline.
    made = {
        key: names.owned(inner, names.LONGEST[key])
        if key in names.LONGEST
        else _filled(inner, members[key], keys, variables)
        if key in members
        else inner
        for key, inner in value.items()
    }
    for key, member in members.items():
        if key in MADE and "VpcConfig" in keys and made.get(key) is None:
            made[key] = _filled(MADE[key], member, keys, variables)
        if key in keys and made.get(key) is None:
            made[key] = settings()[VALUES[key]]
    if "VolumeKmsKeyId" in made and _on_nvme(made, variables):
        del made["VolumeKmsKeyId"]  # AWS would refuse it, whoever gave it.
    return made


def _on_nvme(value, variables):
    """Whether an instance type below has local NVMe storage; a pipeline's parameter counts as its default."""
    if isinstance(value, list):
        return any(_on_nvme(each, variables) for each in value)
    if not isinstance(value, dict):
        return False
    kind = value.get("InstanceType")
    if isinstance(kind, dict):
        kind = variables.get(str(kind.get("Get")).split(".")[-1])
    return str(kind).split(".")[1:2] in [[each] for each in NVME] or any(_on_nvme(each, variables) for each in value.values())


def _definition(text, service_model):
    pipeline = json.loads(text)
    variables = {each["Name"]: each.get("DefaultValue") for each in pipeline.get("Parameters") or []}
    prefix = settings()["prefix"]

    def step(given):
        if not isinstance(given, dict) or not isinstance(given.get("Arguments"), dict):
            return given
        call, arguments = STEPS.get(given.get("Type")), given["Arguments"]
        if call:
            arguments = _call(call, arguments, service_model, variables)
            if prefix and call != "CreateModelPackage":
                # SageMaker makes the job's name of it; else the name would begin with "pipelines-".
                arguments.setdefault(f"{call[6:]}Name", prefix[:-1])
        else:
            arguments = {k: [step(each) for each in v] if isinstance(v, list) else v for k, v in arguments.items()}
        group = {key: names.owned(given[key]) for key in ("ModelPackageGroupName",) if key in given}
        return {**given, "Arguments": arguments, **group}

    pipeline["Steps"] = [step(each) for each in pipeline.get("Steps") or []]
    if prefix and pipeline.get("PipelineExperimentConfig"):
        # SageMaker would add each step's run to the experiment, under a name of its own.
        # Source: docs.aws.amazon.com/sagemaker/latest/dg/pipelines-experiments.html (None makes no experiment)
        pipeline["PipelineExperimentConfig"] = None
        print("studio-enclave: the pipeline makes no experiment", file=sys.stderr)
    return json.dumps(pipeline)
