"""What AWS refuses of policy documents and encryption settings, and moto would keep."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from moto.s3.models import s3_backends

from .call import Call
from .errors import AwsError
from .network import require_key
from .repairs import as_list

# A resource policy's parts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
REQUIRED = (("Effect",), ("Action", "NotAction"), ("Principal", "NotPrincipal"))


def statements(text: str | bytes, code: str) -> Iterator[dict[str, Any]]:
    """The statements of a resource policy; AWS's error with the service's code where the grammar is not kept."""
    try:
        document = json.loads(text)
    except ValueError:
        raise AwsError(code, "Policies must be valid JSON and the first byte must be '{'") from None
    for statement in as_list(document.get("Statement") or []):
        for names in REQUIRED:
            if not any(name in statement for name in names):
                raise AwsError(code, f"Missing required field {names[0]}")
        if statement["Effect"] not in ("Allow", "Deny"):
            raise AwsError(code, f"Invalid effect: {statement['Effect']}")
        yield statement


def check_bucket_policy(call: Call) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html: its own bucket, and objects of it."""
    if call.params["Bucket"] not in s3_backends[call.account][call.partition].buckets:
        return  # Nobody else's policy is read: moto refuses the bucket.
    own = f"arn:{call.partition}:s3:::{call.params['Bucket']}"
    for statement in statements(call.params["Policy"], "MalformedPolicy"):
        for resource in as_list(statement.get("Resource", statement.get("NotResource", []))):
            if resource != own and not resource.startswith(f"{own}/"):
                raise AwsError("MalformedPolicy", "Policy has invalid resource")


def check_endpoint_policy(call: Call) -> None:
    if call.params.get("PolicyDocument"):
        list(statements(call.params["PolicyDocument"], "InvalidPolicyDocument"))


def check_key_policy(call: Call) -> None:
    """AWS keeps the caller from a key that nobody could manage: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html."""
    if not call.params.get("Policy"):
        return
    code, own = "MalformedPolicyDocumentException", f":{call.account}:"
    allowed = [each for each in statements(call.params["Policy"], code) if each["Effect"] == "Allow"]
    if call.params.get("BypassPolicyLockoutSafetyCheck"):
        return
    if not any(own in arn for each in allowed if isinstance(each.get("Principal"), dict) for arn in as_list(each["Principal"].get("AWS", []))):
        raise AwsError(code, "The new key policy will not allow you to update the key policy in the future.")


def check_bucket_encryption(call: Call) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html"""
    for rule in call.params["ServerSideEncryptionConfiguration"]["Rules"]:
        default = rule.get("ApplyServerSideEncryptionByDefault") or {}
        if default.get("KMSMasterKeyID") and default.get("SSEAlgorithm") == "AES256":
            raise AwsError("InvalidArgument", "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")


def check_bucket_lifecycle(call: Call) -> None:
    ids = [rule.get("ID") for rule in (call.params.get("LifecycleConfiguration") or {}).get("Rules") or []]
    if len(set(ids)) < len(ids):
        raise AwsError("InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule")


def check_log_group_key(call: Call) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/encrypt-log-data-kms.html"""
    if call.params.get("kmsKeyId"):
        try:
            require_key(call, call.params["kmsKeyId"])
        except AwsError as missing:
            raise AwsError("InvalidParameterException", missing.message) from None


GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {
    ("s3", "PutBucketPolicy"): check_bucket_policy,
    ("s3", "PutBucketEncryption"): check_bucket_encryption,
    ("s3", "PutBucketLifecycleConfiguration"): check_bucket_lifecycle,
    ("kms", "CreateKey"): check_key_policy,
    ("kms", "PutKeyPolicy"): check_key_policy,
    ("logs", "CreateLogGroup"): check_log_group_key,
}
