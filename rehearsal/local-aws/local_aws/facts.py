"""What there is in an account as its services keep it, for a rehearsal to hold against what was meant: owners, policies, routes, groups."""

import json
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from .kinds import WORLD


def buckets(account: str, region: str) -> list[dict[str, Any]]:
    """The key is the one that encrypts by default; empty for S3's own. Where it logs to is a bucket's name; empty for nowhere."""
    return [
        {
            "name": bucket.name,
            "owner": bucket.account_id,
            "key": default_key(bucket.encryption),
            "policy": json.loads(bucket.policy or "{}"),
            "logsTo": (bucket.logging or {}).get("TargetBucket", ""),
        }
        for bucket in s3_backends[account][get_partition(region)].buckets.values()
    ]


def default_key(encryption: dict[str, Any] | None) -> str:
    rule = (encryption or {}).get("Rule") or {}
    rule = rule[0] if isinstance(rule, list) else rule
    return (rule.get("ApplyServerSideEncryptionByDefault") or {}).get("KMSMasterKeyID") or ""


def keys(account: str, region: str) -> list[dict[str, Any]]:
    """Those that wait for their deletion are gone."""
    found = kms_backends[account][region].keys.values()
    return [{"arn": key.arn, "policy": json.loads(key.policy)} for key in found if key.key_state != "PendingDeletion"]


def gateways(account: str, region: str) -> list[dict[str, Any]]:
    endpoints = ec2_backends[account][region].vpc_end_points.values()
    alive = [each for each in endpoints if each.vpc_endpoint_type == "Gateway" and each.state != "deleted"]
    return [{"id": each.id, "service": each.service_name, "routeTables": list(each.route_table_ids or [])} for each in alive]


def subnets(account: str, region: str) -> list[dict[str, Any]]:
    """The route table is the one that the subnet is associated with; empty for its VPC's own."""
    backend = ec2_backends[account][region]
    tables = {each.get("SubnetId"): table.id for table in backend.route_tables.values() for each in table.associations}
    found = [subnet for named in backend.subnets.values() for subnet in named.values() if not subnet.default_for_az]
    return [{"id": each.id, "zone": each.availability_zone, "routeTable": tables.get(each.id, "")} for each in found]


def groups(account: str, region: str) -> list[dict[str, Any]]:
    found = ec2_backends[account][region].groups.values()
    return [{"id": group.id, "vpc": group.vpc_id} for named in found for group in named.values()]


def log_groups(account: str, region: str) -> list[str]:
    """Names."""
    return list(logs_backends[account][region].groups)


def flow_logs(account: str, region: str) -> list[dict[str, Any]]:
    """The destination is a log group's name."""
    found = ec2_backends[account][region].flow_logs.values()
    return [{"id": each.id, "role": each.deliver_logs_permission_arn or "", "destination": (each.log_group_name or str(each.log_destination)).rpartition("log-group:")[2]} for each in found]


def studio(kind: str, account: str, region: str) -> list[dict[str, Any]]:
    return list(WORLD.records.get((account, region, kind), {}).values())


def domains(account: str, region: str) -> list[dict[str, Any]]:
    return [
        {
            "id": domain["DomainId"],
            "name": domain["DomainName"],
            "vpc": domain["VpcId"],
            "subnets": domain["SubnetIds"],
            "role": domain["DefaultUserSettings"].get("ExecutionRole", ""),
            "groups": domain["DefaultUserSettings"].get("SecurityGroups", []),
        }
        for domain in studio("Domain", account, region)
    ]


def profiles(account: str, region: str) -> list[dict[str, Any]]:
    return [
        {
            "domain": profile["DomainId"],
            "name": profile["UserProfileName"],
            "groups": (profile.get("UserSettings") or {}).get("SecurityGroups", []),
        }
        for profile in studio("UserProfile", account, region)
    ]


def facts(account: str, region: str) -> dict[str, Any]:
    roles = [role.arn for role in iam_backends[account][get_partition(region)].roles.values()]
    tables = (buckets, keys, gateways, subnets, groups, domains, profiles)
    return {"account": account, "roles": roles, "logGroups": log_groups(account, region), "flowLogs": flow_logs(account, region)} | {table.__name__: table(account, region) for table in tables}
