"""Calls that moto would let pass and AWS refuses: one function for each, run before moto sees the call."""

from collections.abc import Callable

from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from .call import Call
from .errors import AwsError
from .network import ec2, groups_of
from .resolver.firewall import ASSOCIATION


def dependency(message: str) -> AwsError:
    return AwsError("DependencyViolation", message)


def refuse_unknown_role(call: Call) -> None:
    """https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: AWS does not say that a role is missing."""
    role_arn = call.params["RoleArn"]
    account, region = role_arn.split(":")[4], call.region
    if role_arn not in {role.arn for role in iam_backends[account][get_partition(region)].roles.values()}:
        caller = call.role or f"arn:{call.partition}:iam::{call.account}:root"
        raise AwsError("AccessDenied", f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role_arn}", 403)


def refuse_subnet_in_use(call: Call) -> None:
    subnet_id = call.params["SubnetId"]
    holders = [eni.id for eni in ec2(call).enis.values() if eni.subnet.id == subnet_id]
    if holders:
        raise dependency(f"The subnet '{subnet_id}' has dependencies and cannot be deleted. ({', '.join(holders)})")


def refuse_group_in_use(call: Call) -> None:
    group_id = call.params.get("GroupId")
    if any(group_id in {group.id for group in eni.group_set} for eni in ec2(call).enis.values()):
        raise dependency(f"resource {group_id} has a dependent object")
    for other in groups_of(call):
        rules = list(other.ingress_rules) + list(other.egress_rules)
        if other.id != group_id and any(rule.source_group.get("GroupId") == group_id for rule in rules):
            raise dependency(f"resource {group_id} has a dependent object")


def refuse_vpc_in_use(call: Call) -> None:
    vpc_id = call.params["VpcId"]
    backend = ec2(call)
    left = [group.id for group in groups_of(call) if group.vpc_id == vpc_id and group.name != "default"]
    left += [endpoint.id for endpoint in backend.vpc_end_points.values() if endpoint.vpc_id == vpc_id and endpoint.state != "deleted"]
    left += [eni.id for eni in backend.enis.values() if eni.subnet.vpc_id == vpc_id]
    left += [association["Id"] for association in ASSOCIATION.all(call) if association["VpcId"] == vpc_id]
    if left:
        raise dependency(f"The vpc '{vpc_id}' has dependencies and cannot be deleted. ({', '.join(left)})")


GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {
    ("sts", "AssumeRole"): refuse_unknown_role,
    ("ec2", "DeleteSubnet"): refuse_subnet_in_use,
    ("ec2", "DeleteSecurityGroup"): refuse_group_in_use,
    ("ec2", "DeleteVpc"): refuse_vpc_in_use,
}
