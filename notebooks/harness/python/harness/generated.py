"""Makes answers from botocore's service models: everything required, and what the SDKs read although it is optional."""

import datetime
import re
import sys

from harness.settings import account, region

# Lists and texts that say that something is missing, failed, or goes on at a next page.
NEVER = {
    "Errors", "UnprocessedIdentifiers", "NextToken", "nextToken", "NextContinuationToken", "NextMarker",
    "nextForwardToken", "nextBackwardToken", "FailureReason", "Marker", "NextPageToken", "ErrorMessage",
    "NextKeyMarker", "NextVersionIdMarker", "PaginationToken", "IsTruncated", "PartsCount", "ContentRange",
    "FailedRecordCount", "CreateFailedReason", "ProfilingStatus", "WarmPoolStatus", "UnprocessedRecords",
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


def _structure(shape, parameters: dict, operation, depth: int) -> dict:
    if depth >= DEPTH:
        return {}
    required = set(shape.required_members)
    members = {
        name: member
        for name, member in shape.members.items()
        if name in required or (name not in NEVER and (depth == 0 or name in READ))
    }
    if getattr(shape, "is_tagged_union", False):
        members = dict(list(shape.members.items())[:1])
    return {name: _value(member, name, parameters, operation, depth + 1) for name, member in members.items()}


def _value(shape, name: str, parameters: dict, operation, depth: int) -> object:
    kind = shape.type_name
    if kind == "structure":
        return _structure(shape, parameters, operation, depth)
    if kind == "list":
        return [_value(shape.member, name, parameters, operation, depth + 1)] if depth < DEPTH else []
    if kind == "map":
        # Of Autopilot's containers.
        return {"SAGEMAKER_INFERENCE_SUPPORTED": "predicted_label,probability"} if name == "Environment" else {}
    if kind == "string":
        return _text(shape, name, parameters, operation)
    if kind in ("integer", "long"):
        return 0 if "size" in name.lower() and name != "VolumeSizeInGB" else 1
    # The AWS CLI asks botocore for times as text.
    moment = MOMENT.isoformat() if "awscli" in sys.modules else MOMENT
    return {"float": 1.0, "double": 1.0, "boolean": False, "timestamp": moment, "blob": b"{}"}.get(kind)


def _text(shape, name: str, parameters: dict, operation) -> str:
    sent = parameters.get(name)
    if isinstance(sent, str):
        return sent
    if shape.enum:
        return next((good for good in GOOD if good in shape.enum), shape.enum[0])
    if name.lower().endswith("arn"):
        return arn(operation.service_model.signing_name, name[:-3] or operation.name, parameters)
    if name in ("Account", "AccountId", "OwnerId"):
        return account
    if re.search(r"(S3Uri|S3OutputPath|S3ModelArtifacts|ModelDataUrl|Location|S3Path|ResolvedOutputS3Uri)$", name):
        return "s3://some-bucket/some/model.tar.gz"
    if re.search(r"Image(Uri)?$", name):
        return f"{account}.dkr.ecr.{region}.amazonaws.com/some-image:1"
    return "Completed" if "status" in name.lower() or name == "State" else "some-name"


def arn(service: str, kind: str, parameters: dict) -> str:
    """The ARN of what a request names, in the form that most services have."""
    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()
    own = [value for key, value in parameters.items() if key == f"{kind}Name" and isinstance(value, str)]
    named = [value for key, value in parameters.items() if key.endswith("Name") and isinstance(value, str)]
    return f"arn:aws:{service}:{region}:{account}:{kebab}/{(own or named or ['some-name'])[0].rsplit('/', 1)[-1]}"
