"""Finds out what an HTTP request is: which AWS operation, with which parameters, by whom, in which account."""

import functools
import re
import time
from dataclasses import dataclass, field
from typing import Any

import botocore.session
from botocore.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import NotFound, get_service_router
from moto.core.utils import get_service_model
from moto.iam.models import get_account_id_from
from moto.sts.models import sts_backends
from moto.utilities.utils import get_partition

from .errors import AwsError, not_known

CREDENTIAL = re.compile(r"Credential=([^/,]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")

# Where a request's signing name is not the name of botocore's model.
MODEL_BY_SIGNING_NAME = {
    "elasticfilesystem": "efs",
    "monitoring": "cloudwatch",
    "sso": "sso-admin",
    "tagging": "resourcegroupstaggingapi",
    "elasticloadbalancing": "elbv2",
}


@dataclass
class Call:
    """One call of the AWS API.

    `role` is the ARN of the assumed role and `session` the name that its session was given; both empty for the base
    credentials.
    """

    service: str
    operation: str
    params: dict[str, Any]
    account: str
    region: str
    role: str
    session: str
    access_key: str
    protocol: str
    model: OperationModel | None = field(repr=False, default=None)
    # Seconds since 1970.
    arrived: float = field(default_factory=time.time)

    @property
    def partition(self) -> str:
        return get_partition(self.region)


def identify(request: Request) -> Call:
    """The call that a signed request makes. Raises AwsError for what is not signed or no AWS operation."""
    signed = CREDENTIAL.search(request.headers.get("Authorization", ""))
    if signed is None:
        raise AwsError("MissingAuthenticationToken", f"{request.method} {request.url} is not signed.", 403)
    access_key, region, signing_name = signed.groups()
    service = "s3control" if ".s3-control." in request.host else MODEL_BY_SIGNING_NAME.get(signing_name, signing_name)
    try:
        model = get_service_model(service)
    except Exception as unknown:
        raise not_known(signing_name, f"{request.method} {request.path}") from unknown
    protocol = determine_request_protocol(model, request.content_type)
    account = get_account_id_from(access_key)
    role, session = session_of(access_key, account, get_partition(region))
    try:
        operation, uri_params = get_service_router(service).match(request)
    except (NotFound, NotImplementedError) as unknown:
        name = request.values.get("Action") or request.headers.get("X-Amz-Target", "").split(".")[-1]
        raise not_known(service, name or f"{request.method} {request.path}") from unknown
    params = parse(request, operation, protocol, uri_params)
    return Call(service, operation.name, params, account, region, role, session, access_key, protocol, operation)


def parse(request: Request, operation: OperationModel, protocol: str, uri_params: dict[str, Any]) -> dict[str, Any]:
    """The operation's parameters by their API names, whatever the protocol."""
    return dict(
        PROTOCOL_PARSERS[protocol](operation).parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": request.data,
                "url_path": request.path,
                "url_params": uri_params,
            }
        )
    )


def session_of(access_key: str, account: str, partition: str) -> tuple[str, str]:
    """ARN of the role whose session the access key belongs to, and the session's name; empty for keys of no session."""
    session = sts_backends[account][partition].get_assumed_role_from_access_key(access_key)
    return (session.role_arn, session.session_name) if session else ("", "")


@functools.cache
def model_of(service: str) -> Any:
    """botocore's model of the service: shapes of every input and output. Read once: it is megabytes of JSON."""
    return botocore.session.get_session().get_service_model(service)
