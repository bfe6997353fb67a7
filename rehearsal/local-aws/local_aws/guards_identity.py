"""What IAM refuses of roles and their policies, and moto would let pass."""

import json
import re
from collections.abc import Callable

from moto.iam.models import iam_backends

from .call import Call
from .errors import AwsError
from .policy_documents import refuse_unknown_principals, statements

# Characters that are no white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html.
POLICY_SIZE = 6144
# By default; AWS raises it to 20 for who asks.
POLICIES_PER_ROLE = 10


def check_new_role(call: Call) -> None:
    check_trust_policy(call, call.params["AssumeRolePolicyDocument"])
    boundary = call.params.get("PermissionsBoundary")
    # AWS's own policies are in no account, and moto has none.
    aws_own = f"arn:{call.partition}:iam::aws:policy/"
    if boundary and not boundary.startswith(aws_own) and boundary not in iam_backends[call.account][call.partition].managed_policies:
        raise AwsError("NoSuchEntity", f"Scope ARN: {boundary} does not exist or is not attachable.", 404)


def check_trust_policy(call: Call, document: str) -> None:
    code = "MalformedPolicyDocument"
    for statement in statements(document, code, prohibited=("Resource", "NotResource")):
        refuse_unknown_principals(call, statement, AwsError(code, f"Invalid principal in policy: {json.dumps(statement['Principal'])}"))


def check_policy_size(call: Call) -> None:
    if len(re.sub(r"\s", "", call.params["PolicyDocument"])) > POLICY_SIZE:
        raise AwsError("LimitExceeded", f"Cannot exceed quota for PolicySize: {POLICY_SIZE}", 409)


def check_policies_of_role(call: Call) -> None:
    role = next((role for role in iam_backends[call.account][call.partition].roles.values() if role.name == call.params["RoleName"]), None)
    attached = set(role.managed_policies) if role else set()
    if len(attached | {call.params["PolicyArn"]}) > POLICIES_PER_ROLE:
        raise AwsError("LimitExceeded", f"Cannot exceed quota for PoliciesPerRole: {POLICIES_PER_ROLE}", 409)


GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {
    ("iam", "CreateRole"): check_new_role,
    ("iam", "UpdateAssumeRolePolicy"): lambda call: check_trust_policy(call, call.params["PolicyDocument"]),
    ("iam", "CreatePolicy"): check_policy_size,
    ("iam", "CreatePolicyVersion"): check_policy_size,
    ("iam", "AttachRolePolicy"): check_policies_of_role,
}
