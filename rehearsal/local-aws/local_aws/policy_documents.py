"""The grammar of policy documents, and who they may name: what every service refuses, each with its own code."""

import json
from collections.abc import Iterator
from typing import Any

from moto.iam.models import iam_backends

from .call import Call
from .errors import AwsError

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
RESOURCE_POLICY = (("Effect",), ("Action", "NotAction"), ("Principal", "NotPrincipal"))
NOT_JSON = {
    "MalformedPolicy": "Policies must be valid JSON and the first byte must be '{'",
    "MalformedPolicyDocument": "This policy contains invalid Json",
}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(text: str | bytes, code: str, prohibited: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """The statements of a resource policy; AWS's error with the service's code where the grammar is not kept."""
    try:
        document = json.loads(text)
    except ValueError:
        raise AwsError(code, NOT_JSON.get(code, "The policy document is not valid JSON")) from None
    if not isinstance(document, dict) or "Statement" not in document:
        raise AwsError(code, "Missing required field Statement")
    for statement in as_list(document["Statement"]):
        for names in RESOURCE_POLICY:
            if not any(name in statement for name in names):
                raise AwsError(code, f"Missing required field {names[0]}")
        for name in prohibited:
            if name in statement:
                raise AwsError(code, f"Has prohibited field {name}")
        if statement["Effect"] not in ("Allow", "Deny"):
            raise AwsError(code, f"Invalid effect: {statement['Effect']}")
        yield statement


def named_by(statement: dict[str, Any]) -> list[str]:
    """The AWS principals of the statement: accounts, roles, users, `*`."""
    principal = statement.get("Principal", {})
    return as_list(principal.get("AWS", [])) if isinstance(principal, dict) else as_list(principal)


def refuse_unknown_principals(call: Call, statement: dict[str, Any], refusal: AwsError) -> None:
    """A role is stored by its unique id, so it has to be there: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html."""
    for principal in named_by(statement):
        if ":role/" in principal and principal not in {role.arn for role in iam_backends[principal.split(":")[4]][call.partition].roles.values()}:
            raise refusal
