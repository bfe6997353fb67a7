"""The runner's own requests to the local AWS: prepare an account, change settings, ask what there is."""

import json
from collections.abc import Callable
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from . import faults
from .facts import facts
from .identity_center import stores
from .leftovers import resources
from .settings import SETTINGS
from .terraform_cloud import TerraformCloud


def prepare_account(request: dict[str, Any]) -> dict[str, Any]:
    """Makes the roles that Terraform assumes and the buckets that hold state, where they are missing.

    Input: account, region, roles and policies (ARNs), buckets (names), identityStore (see stores.fill). Answers what the account holds afterwards.
    """
    account, region = request["account"], request["region"]
    partition = get_partition(region)
    iam = iam_backends[account][partition]
    for arn in request.get("roles", []):
        path, name = split_arn(arn, ":role/")
        if arn in {role.arn for role in iam.roles.values()}:
            continue
        iam.create_role(
            role_name=name,
            assume_role_policy_document=json.dumps({"Version": "2012-10-17", "Statement": []}),
            path=path,
            permissions_boundary=None,
            description="Assumed by Terraform",
            tags=[],
            max_session_duration="3600",
        )
    for arn in request.get("policies", []):
        path, name = split_arn(arn, ":policy/")
        if arn not in iam.managed_policies:
            iam.create_policy(description="", path=path, policy_document=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}), policy_name=name, tags=[])
    s3 = s3_backends[account][partition]
    for bucket in request.get("buckets", []):
        if bucket not in s3.buckets:
            s3.create_bucket(bucket, region)
    if request.get("identityStore"):
        stores.fill(account, region, request["identityStore"])
    ec2_backends[account][region]
    return {"resources": resources(account, region)}


def split_arn(arn: str, kind: str) -> tuple[str, str]:
    *path, name = arn.split(kind, 1)[1].split("/")
    return "/" + "".join(part + "/" for part in path), name


def change_settings(request: dict[str, Any]) -> dict[str, Any]:
    """Input: any of phase, inputs, throttleShare, sessionSeconds, baseExpired, missingServices, servicesWithoutPolicy, appSeconds, appsFail, terraformCloud (host, port): see Settings."""
    SETTINGS.phase = request.get("phase", SETTINGS.phase)
    SETTINGS.inputs = request.get("inputs", SETTINGS.inputs)
    SETTINGS.throttle_share = request.get("throttleShare", SETTINGS.throttle_share)
    SETTINGS.session_seconds = request.get("sessionSeconds", SETTINGS.session_seconds)
    SETTINGS.base_expired = request.get("baseExpired", SETTINGS.base_expired)
    SETTINGS.blocks_merge = request.get("blocksMerge", SETTINGS.blocks_merge)
    SETTINGS.missing_services = request.get("missingServices", SETTINGS.missing_services)
    SETTINGS.services_without_policy = request.get("servicesWithoutPolicy", SETTINGS.services_without_policy)
    SETTINGS.app_seconds = request.get("appSeconds", SETTINGS.app_seconds)
    SETTINGS.apps_fail = request.get("appsFail", SETTINGS.apps_fail)
    if "terraformCloud" in request:
        SETTINGS.terraform_cloud = TerraformCloud(**request["terraformCloud"])
    return {}


def list_resources(request: dict[str, Any]) -> dict[str, Any]:
    return {"resources": resources(request["account"], request["region"])}


def list_facts(request: dict[str, Any]) -> dict[str, Any]:
    return facts(request["account"], request["region"])


Routes = dict[str, Callable[[dict[str, Any]], dict[str, Any]]]
ROUTES: Routes = {
    "/prepare-account": prepare_account,
    "/settings": change_settings,
    "/resources": list_resources,
    "/facts": list_facts,
}


def answer(path: str, body: bytes, server_routes: Routes) -> tuple[int, bytes]:
    """Status and JSON body for a request of the runner. Some are about the server itself: it says which."""
    route = (ROUTES | faults.ROUTES | server_routes).get(path)
    if route is None:
        return 404, json.dumps({"error": f"no such path: {path}"}).encode()
    try:
        return 200, json.dumps(route(json.loads(body or b"{}"))).encode()
    except Exception as broken:
        return 400, json.dumps({"error": f"{type(broken).__name__}: {broken}"}).encode()
