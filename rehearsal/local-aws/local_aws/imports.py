"""What Terraform manages of an account, as it would import it: one row of the table for each type of resource."""

from collections.abc import Iterable
from typing import Any

from moto.athena.models import athena_backends
from moto.ec2.models import ec2_backends
from moto.glue.models import glue_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from .kinds import WORLD
from .leftovers import made_here

# Type, id in the state, id to import it by, name (empty where it has none).
Row = tuple[str, str, str, str]
# The extension's kinds: type, its id, of members in braces, member that holds the name.
EXTENSION: dict[str, tuple[str, str, str]] = {
    "FirewallDomainList": ("aws_route53_resolver_firewall_domain_list", "{Id}", "Name"),
    "FirewallRuleGroup": ("aws_route53_resolver_firewall_rule_group", "{Id}", "Name"),
    "FirewallRule": ("aws_route53_resolver_firewall_rule", "{FirewallRuleGroupId}:{FirewallDomainListId}", "Name"),
    "FirewallRuleGroupAssociation": ("aws_route53_resolver_firewall_rule_group_association", "{Id}", "Name"),
    "Domain": ("aws_sagemaker_domain", "{DomainId}", "DomainName"),
    "UserProfile": ("aws_sagemaker_user_profile", "{DomainId}/{UserProfileName}", "UserProfileName"),
    "StudioLifecycleConfig": ("aws_sagemaker_studio_lifecycle_config", "{StudioLifecycleConfigName}", "StudioLifecycleConfigName"),
}


def tagged_name(resource: Any) -> str:
    return next((tag["value"] for tag in resource.get_tags() if tag["key"] == "Name"), "")


def network(account: str, region: str) -> Iterable[Row]:
    backend = ec2_backends[account][region]
    ours = lambda vpc_id: made_here(vpc_id, account, region)  # noqa: E731
    own = lambda kind, resource: (kind, resource.id, resource.id, tagged_name(resource))  # noqa: E731
    yield from (own("aws_vpc", vpc) for vpc in backend.vpcs.values() if ours(vpc.id))
    yield from (own("aws_subnet", s) for zone in backend.subnets.values() for s in zone.values() if ours(s.vpc_id))
    # A VPC's main table is a part of it.
    for table in [t for t in backend.route_tables.values() if ours(t.vpc_id) and not t.main_association_id]:
        yield own("aws_route_table", table)
        for association, subnet in table._associations.items():
            yield "aws_route_table_association", association, f"{subnet}/{table.id}", ""
    yield from (own("aws_vpc_endpoint", e) for e in backend.vpc_end_points.values() if e.state != "deleted")
    yield from (own("aws_flow_log", log) for log in backend.flow_logs.values())
    # A VPC's default group is a part of it, and groups of this name are SageMaker's own.
    for group in [g for groups in backend.groups.values() for g in groups.values() if ours(g.vpc_id)]:
        if group.name == "default" or group.name.startswith("security-group-for-"):
            continue
        yield own("aws_security_group", group)[:3] + (group.name,)
        yield from (("aws_vpc_security_group_ingress_rule", rule.id, rule.id, "") for rule in group.ingress_rules)
        yield from (("aws_vpc_security_group_egress_rule", rule.id, rule.id, "") for rule in group.egress_rules)


def identity(account: str, region: str) -> Iterable[Row]:
    backend = iam_backends[account][get_partition(region)]
    yield from (("aws_iam_role", role.name, role.name, role.name) for role in backend.roles.values())
    policies = (p for p in backend.managed_policies.values() if p.arn.split(":")[4] == account)
    yield from (("aws_iam_policy", policy.arn, policy.arn, policy.name) for policy in policies)


def storage(account: str, region: str) -> Iterable[Row]:
    for key in kms_backends[account][region].keys.values():
        if key.key_state != "PendingDeletion" and key.key_manager != "AWS":
            yield "aws_kms_key", key.id, key.id, ""
            yield from (("aws_kms_alias", alias, alias, alias) for alias in key.aliases)
    buckets = s3_backends[account][get_partition(region)].buckets
    yield from (("aws_s3_bucket", name, name, name) for name in buckets)
    yield from (("aws_cloudwatch_log_group", name, name, name) for name in logs_backends[account][region].groups)


def queries(account: str, region: str) -> Iterable[Row]:
    # Each account has a workgroup of this name from the beginning.
    names = (name for name in athena_backends[account][region].work_groups if name != "primary")
    yield from (("aws_athena_workgroup", name, name, name) for name in names)
    databases = glue_backends[account][region].databases
    yield from (("aws_glue_catalog_database", f"{account}:{name}", f"{account}:{name}", name) for name in databases)


def extension(account: str, region: str) -> Iterable[Row]:
    for (owner, where, kind), records in WORLD.records.items():
        if (owner, where) == (account, region) and kind in EXTENSION:
            resource_type, template, name = EXTENSION[kind]
            for record in records.values():
                made = template.format_map(record)
                yield resource_type, made, made, record[name]


def importable(account: str, region: str) -> list[dict[str, str]]:
    """Everything in the account and region that a stack can own; a default VPC and what belongs to it left out."""
    rows = (row for table in (network, identity, storage, queries, extension) for row in table(account, region))
    return [{"type": kind, "id": made, "importId": by, "name": name} for kind, made, by, name in rows]
