"""Answers that are written by hand: where an SDK looks at more than that a request went well."""

import io

from harness import jobs, jumpstart, lineage, tables
from harness.generated import MOMENT
from harness.settings import account, region, role, settings


def written(service: str, operation: str, parameters: dict, answer: dict) -> None:
    """Puts the hand-written members into an answer."""
    if change := ANSWERS.get(f"{service}.{operation}") or ANSWERS.get(operation):
        answer.update(change(parameters, answer))


def _invoked(parameters: dict, answer: dict) -> dict:
    accepted = parameters.get("Accept") or "application/json"
    body = b"{}"
    if "npy" in accepted:
        import numpy

        target = io.BytesIO()
        numpy.save(target, numpy.array([[0.5, 0.5]]))
        body = target.getvalue()
    elif "csv" in accepted:
        body = b"0.5,0.5\n"
    return {"Body": body, "ContentType": accepted.split(",")[0], "CustomAttributes": ""}


ANSWERS = {
    **jobs.ANSWERS,
    **tables.ANSWERS,
    "GetCallerIdentity": lambda p, a: {
        "Account": account,
        "UserId": "AROAEXAMPLE:SageMaker",
        "Arn": f"arn:aws:sts::{account}:assumed-role/{role.rsplit('/', 1)[-1]}/SageMaker",
    },
    "GetRole": lambda p, a: {"Role": {**a["Role"], "Arn": role, "RoleName": role.rsplit("/", 1)[-1]}},
    "DescribeDomain": lambda p, a: {
        "DomainArn": f"arn:aws:sagemaker:{region}:{account}:domain/{settings['domain']}",
        "SubnetIds": settings["subnets"],
        "KmsKeyId": settings["studioKey"],
        "DefaultUserSettings": {"ExecutionRole": role},
        "DefaultSpaceSettings": {"ExecutionRole": role},
        "Status": "InService",
    },
    "ListTags": lambda p, a: {
        "Tags": [{"Key": "jobs-security-group", "Value": settings["securityGroup"]}]
        if ":domain/" in p.get("ResourceArn", "")
        else []
    },
    "DescribeKey": lambda p, a: {"KeyMetadata": {**a["KeyMetadata"], "Arn": settings["dataKey"], "KeyId": settings["dataKey"].rsplit("/", 1)[-1]}},
    "DescribeUserProfile": lambda p, a: {"UserSettings": {"ExecutionRole": role}},
    "DescribeModelPackage": lambda p, a: {"ValidationSpecification": {"ValidationRole": role, "ValidationProfiles": []}},
    "DescribeLogStreams": lambda p, a: {"logStreams": []},
    "GetLogEvents": lambda p, a: {"events": []},
    "FilterLogEvents": lambda p, a: {"events": []},
    "CreateArtifact": lineage.create,
    "DescribeArtifact": lineage.describe,
    "ListArtifacts": lineage.listed,
    "DescribeHubContent": lambda p, a: {
        "HubContentDocument": jumpstart.hub_document(p["HubContentName"]),
        "HubContentVersion": jumpstart.VERSION,
        "DocumentSchemaVersion": "2.3.0",
    },
    "GetMetricStatistics": lambda p, a: {"Datapoints": [{"Timestamp": MOMENT, "Average": 0.5}]},
    "InvokeEndpoint": _invoked,
    "InvokeEndpointAsync": lambda p, a: {"OutputLocation": f"s3://{settings['bucket']}/some/answer.out"},
}
