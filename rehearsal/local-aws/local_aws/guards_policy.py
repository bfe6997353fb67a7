"""What AWS refuses of buckets, of keys and of log groups: names, policies, encryption; moto would keep it."""

import re
from collections.abc import Callable

from moto.s3.models import s3_backends

from .call import Call
from .errors import AwsError
from .network import require_key
from .policy_documents import as_list, named_by, refuse_unknown_principals, statements


def check_bucket_name(call: Call) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", call.params["Bucket"]):
        raise AwsError("InvalidBucketName", "The specified bucket is not valid.")


def check_bucket_policy(call: Call) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html: its own bucket, and objects of it."""
    if call.params["Bucket"] not in s3_backends[call.account][call.partition].buckets:
        return  # Nobody else's policy is read: moto refuses the bucket.
    own = f"arn:{call.partition}:s3:::{call.params['Bucket']}"
    for statement in statements(call.params["Policy"], "MalformedPolicy"):
        refuse_unknown_principals(call, statement, AwsError("MalformedPolicy", "Invalid principal in policy"))
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
    code, allowed = "MalformedPolicyDocumentException", []
    for statement in statements(call.params["Policy"], code):
        refuse_unknown_principals(call, statement, AwsError(code, "Policy contains a statement with one or more invalid principals."))
        manages = {"*", "kms:*", "kms:Put*", "kms:PutKeyPolicy"} & set(as_list(statement.get("Action", [])))
        allowed += named_by(statement) if statement["Effect"] == "Allow" and manages else []
    if not call.params.get("BypassPolicyLockoutSafetyCheck") and not any(f":{call.account}:" in principal for principal in allowed):
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
    """A key by its ARN, as the provider sends it: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/encrypt-log-data-kms.html."""
    if call.params.get("kmsKeyId"):
        group = f"arn:{call.partition}:logs:{call.region}:{call.account}:log-group:{call.params['logGroupName']}"
        try:
            require_key(call, call.params["kmsKeyId"])
        except AwsError:
            raise AwsError("AccessDeniedException", f"The specified KMS key does not exist or is not allowed to be used with Arn '{group}'") from None


GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {
    ("s3", "CreateBucket"): check_bucket_name,
    ("s3", "PutBucketPolicy"): check_bucket_policy,
    ("s3", "PutBucketEncryption"): check_bucket_encryption,
    ("s3", "PutBucketLifecycleConfiguration"): check_bucket_lifecycle,
    ("kms", "CreateKey"): check_key_policy,
    ("kms", "PutKeyPolicy"): check_key_policy,
    ("logs", "CreateLogGroup"): check_log_group_key,
}
