"""Refuses what the VPC or the policies refuse everybody (refusals.json): the program gets botocore's own error, and goes on or not."""

import json
import pathlib

from harness.settings import role

FILE = pathlib.Path(__file__).resolve().parents[2] / "refusals.json"
_refusals: list[dict] = json.loads(FILE.read_text())


def refusal(service: str, operation: str, host: str) -> str | None:
    """"AccessDenied" or "no such host"; nothing where the request is answered."""
    for one in _refusals:
        if one.get("host") == host or (one.get("service"), one.get("operation")) == (service, operation):
            return one["answer"]
    return None


def denied(operation) -> tuple[int, dict]:
    """HTTP status and parsed answer as AWS denies a request: docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"""
    json_protocol = "json" in operation.service_model.protocol
    action = f"{operation.service_model.signing_name}:{operation.name}"
    message = f"User: {role} is not authorized to perform: {action} because no identity-based policy allows the {action} action"
    return 403, {"Error": {"Code": "AccessDeniedException" if json_protocol else "AccessDenied", "Message": message}}


def unresolved(url: str) -> Exception:
    """What botocore raises where the host's name does not resolve."""
    from botocore.exceptions import EndpointConnectionError

    return EndpointConnectionError(endpoint_url=url, error="Name or service not known")
