"""Makes answers from botocore's service models: everything required, and what the SDKs read although it is optional."""

import datetime
import hashlib
import re
import sys
from collections.abc import Iterator

from harness import valid
from harness.memory import remembered
from harness.settings import account, bucket, prefix, region, role

# Lists and texts that say that something is missing, failed, or goes on at a next page.
NEVER = {
    "Errors", "UnprocessedIdentifiers", "NextToken", "nextToken", "NextContinuationToken", "NextMarker",
    "nextForwardToken", "nextBackwardToken", "FailureReason", "Marker", "NextPageToken", "ErrorMessage",
    "NextKeyMarker", "NextVersionIdMarker", "PaginationToken", "IsTruncated", "PartsCount", "ContentRange",
    "FailedRecordCount", "CreateFailedReason", "ProfilingStatus", "WarmPoolStatus", "UnprocessedRecords", "UnprocessedEntries", "FailedEntries", "WarmStartConfig",
}  # fmt: skip
# Optional members below an answer's first level that an SDK or an example reads.
READ = {
    "AlgorithmSpecification", "Arn", "AutoMLJobArtifacts", "BestCandidate", "Buckets", "CandidateDefinitionNotebookLocation",
    "CandidateName", "Catalog", "Code", "ColumnInfo", "Configuration", "ContainerDefinitions", "Containers",
    "DataCatalogConfig", "DataExplorationNotebookLocation", "Database", "DestinationArn", "DestinationName",
    "EnforceWorkGroupConfiguration", "Environment", "Image", "InferenceContainers", "InferenceSpecification",
    "InstanceCount", "InstanceType", "Item", "Key", "MaxRuntimeInSeconds", "Metadata", "ModelDataUrl", "ModelName", "ModelPackageArn",
    "Name", "OfflineStoreConfig", "OutputLocation", "OutputName", "Outputs", "PipelineExecutionArn", "Prefix",
    "PrimaryContainer", "QueryExecution", "QueryExecutionId", "ResolvedOutputS3Uri", "ResultConfiguration",
    "ResultSetMetadata", "S3ModelArtifacts", "S3Output", "S3OutputPath", "S3StorageConfig", "S3Uri", "SourceArn", "SourceName",
    "State", "StatementType", "Status", "StorageDescriptor", "Columns", "Type", "Location", "Parameters", "SerdeInfo",
    "TableFormat", "TableName", "MonitoringScheduleName", "Timestamp", "Average", "TrainingImage", "TrainingJob", "TrainingJobArn", "TrainingJobName",
    "TrialComponentArn", "Value", "VolumeSizeInGB", "S3DataSource", "DataSource", "ProductionVariants",
}  # fmt: skip
GOOD = [
    "Completed", "InService", "Succeeded", "SUCCEEDED", "Complete", "Created", "ACTIVE", "Active", "Approved",
    "Successful", "Scheduled", "READY", "COMPLETED", "Enabled", "ENABLED", "SUCCESS",
]  # fmt: skip
MOMENT = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.timezone.utc)
DEPTH = 7


def output(operation, parameters: dict) -> dict:
    """An answer of the operation that says that all went well."""
    shape = operation.output_shape
    return _structure(shape, parameters, operation, 0) if shape else {}


def _structure(shape, parameters: dict, operation, depth: int) -> dict | None:
    if depth >= DEPTH:
        return None if shape.required_members else {}
    required = set(shape.required_members)
    members = {
        name: member
        for name, member in shape.members.items()
        if name in required or (name not in NEVER and (depth == 0 or name in READ))
    }
    if getattr(shape, "is_tagged_union", False):
        members = dict(list(shape.members.items())[:1])
    made = {name: _value(member, name, parameters, operation, depth + 1) for name, member in members.items()}
    # What is optional and lacks something that AWS always gives is left out.
    if depth > 0 and any(made.get(name) is None for name in required):
        return None
    return {name: value for name, value in made.items() if value is not None}


def _value(shape, name: str, parameters: dict, operation, depth: int) -> object:
    kind = shape.type_name
    if kind == "structure":
        return _structure(shape, parameters, operation, depth)
    if kind == "list":
        known = depth < DEPTH and name not in NEVER
        member = _value(shape.member, name, parameters, operation, depth + 1) if known else None
        return [] if member is None else [member]
    if kind == "map":
        # Of Autopilot's containers.
        return {"SAGEMAKER_INFERENCE_SUPPORTED": "predicted_label,probability"} if name == "Environment" else {}
    if kind == "string":
        return _text(shape, name, parameters, operation)
    if kind in ("integer", "long"):
        if name.startswith("Failed"):
            return 0
        return 0 if "size" in name.lower() and name != "VolumeSizeInGB" else 1
    # The AWS CLI asks botocore for times as text.
    moment = MOMENT.isoformat() if "awscli" in sys.modules else MOMENT
    return {"float": 1.0, "double": 1.0, "boolean": False, "timestamp": moment, "blob": b"{}"}.get(kind)


def _text(shape, name: str, parameters: dict, operation) -> str | None:
    """The first that AWS's model of the text allows."""
    candidates = _candidates(shape, name, parameters, operation)
    return next((text for text in candidates if not list(valid.text(shape, text, name))), None)


def _candidates(shape, name: str, parameters: dict, operation) -> Iterator[str]:
    sent = parameters.get(name)
    if isinstance(sent, str):
        yield sent
    if shape.enum:
        yield from (good for good in GOOD if good in shape.enum)
        yield shape.enum[0]
    if name.lower().endswith("arn"):
        yield arn(operation.service_model.signing_name, name[:-3] or re.sub(r"^[A-Z][a-z]+", "", operation.name), parameters)
    if name in ("Account", "AccountId", "OwnerId"):
        yield account
    if re.search(r"(S3Uri|S3OutputPath|S3ModelArtifacts|ModelDataUrl|Location|S3Path|ResolvedOutputS3Uri)$", name):
        yield f"s3://{bucket}/some/model.tar.gz"
    if re.search(r"Image(Uri)?$", name):
        yield f"{account}.dkr.ecr.{region}.amazonaws.com/some-image:1"
    if name.endswith(("Role", "RoleArn", "RoleARN")):
        yield role
    if made := remembered.last(name):
        yield made
    if name.lower().endswith(("executionid", "queryid")):
        yield "00000000-0000-0000-0000-000000000001"
    yield "Completed" if "status" in name.lower() or name == "State" else f"{prefix}some-name"
    yield from ("1", "00000000-0000-0000-0000-000000000001", f"https://example.{region}.amazonaws.com/")


# Where AWS calls a thing otherwise in its ARN than in the member that names it. Source: Service Authorization Reference.
ARNS = {
    "Action": "action/{name}",
    "Artifact": "artifact/{hash}",
    "AutoMLJob": "automl-job/{name}",
    "Destination": "artifact/{hash}",
    "Function": "function:{name}",
    "ImageVersion": "image-version/{name}/1",
    "ModelPackage": "model-package/{name}/1",
    "OutputModelPackage": "model-package/{name}/1",
    "PipelineExecution": "pipeline/{name}/execution/abcdefghijkl",
    "Schedule": "schedule/default/{name}",
    "Source": "artifact/{hash}",
    "Trial": "experiment-trial/{name}",
    "TrialComponent": "experiment-trial-component/{name}",
}
NAMED_BY = {"ImageVersion": "Image", "PipelineExecution": "Pipeline", "ModelPackage": "ModelPackageGroup", "OutputModelPackage": "ModelPackageGroup"}


def arn(service: str, kind: str, parameters: dict) -> str:
    """The ARN of what a request names, in the form that AWS gives it."""
    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()
    first = NAMED_BY.get(kind, kind)
    own = [value for key, value in parameters.items() if key in (f"{first}Name", f"{kind}Name") and isinstance(value, str)]
    named = [value for key, value in parameters.items() if key.endswith("Name") and isinstance(value, str)]
    name = (own or named or [f"{prefix}some-name"])[0].rsplit("/", 1)[-1]
    parts = {"name": name, "hash": hashlib.md5(name.encode()).hexdigest()}
    return f"arn:aws:{service}:{region}:{account}:{ARNS.get(kind, kebab + '/{name}').format(**parts)}"
