"""What the extension asks of, and does in, moto's EC2, IAM, KMS and EFS: do the named things exist, and what AWS leaves behind."""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends

from .call import Call
from .errors import AwsError


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def ec2(call: Call) -> Any:
    return ec2_backends[call.account][call.region]


def groups_of(call: Call) -> list[Any]:
    """Every security group of the account and region."""
    return [group for groups in ec2(call).groups.values() for group in groups.values()]


def require_vpc(call: Call, vpc_id: str) -> None:
    if vpc_id not in ec2(call).vpcs:
        raise invalid(f"The vpc ID '{vpc_id}' does not exist")


def find_subnet(call: Call, subnet_id: str) -> Any:
    for subnets in ec2(call).subnets.values():
        if subnet_id in subnets:
            return subnets[subnet_id]
    raise invalid(f"The subnet ID '{subnet_id}' does not exist")


def require_subnets(call: Call, subnet_ids: list[str], vpc_id: str) -> None:
    for subnet_id in subnet_ids:
        if find_subnet(call, subnet_id).vpc_id != vpc_id:
            raise invalid(f"The subnet ID '{subnet_id}' does not belong to the vpc ID '{vpc_id}'")


def require_groups(call: Call, group_ids: list[str], vpc_id: str) -> None:
    for group_id in group_ids:
        group = ec2(call).get_security_group_from_id(group_id)
        if group is None or group.vpc_id != vpc_id:
            raise invalid(f"The security group '{group_id}' does not exist in the vpc ID '{vpc_id}'")


def require_role(call: Call, role_arn: str) -> None:
    """The role must exist in the caller's own account: SageMaker takes no other account's."""
    if role_arn not in {role.arn for role in iam_backends[call.account][call.partition].roles.values()}:
        raise invalid(f"Could not assume role {role_arn}: it does not exist in account {call.account}")


def require_key(call: Call, key: str) -> None:
    """A KMS key by id, ARN or alias, enabled; a key of another account is looked up there."""
    account = key.split(":")[4] if key.startswith("arn:") else call.account
    backend = kms_backends[account][call.region]
    key_id = backend.get_key_id(key)
    if "alias/" in key:
        key_id = backend.get_key_id_from_alias("alias/" + key.split("alias/")[1]) or key_id
    found = backend.keys.get(key_id)
    if found is None or found.key_state != "Enabled":
        raise invalid(f"KMS key {key} does not exist or is not enabled")


def make_group(call: Call, name: str, description: str, vpc_id: str, tags: dict[str, str]) -> str:
    group = ec2(call).create_security_group(name, description, vpc_id=vpc_id, tags=tags)
    return group.id


def make_interface(call: Call, subnet_id: str, group_ids: list[str], description: str) -> str:
    """A network interface that a service holds: it keeps subnet and groups from being deleted."""
    subnet = find_subnet(call, subnet_id)
    eni = ec2(call).create_network_interface(subnet, None, group_ids=group_ids, description=description)
    eni.status = "in-use"
    return eni.id


def drop_interface(call: Call, eni_id: str) -> None:
    ec2(call).enis.pop(eni_id, None)


def make_file_system(call: Call, token: str, tags: dict[str, str], kms_key: str | None) -> str:
    system = efs_backends[call.account][call.region].create_file_system(
        creation_token=token,
        performance_mode="generalPurpose",
        encrypted=True,
        kms_key_id=kms_key or "alias/aws/elasticfilesystem",
        throughput_mode="bursting",
        provisioned_throughput_in_mibps=0,
        availability_zone_name="",
        backup=False,
        tags=[{"Key": key, "Value": value} for key, value in tags.items()],
    )
    return system.file_system_id


def make_mount_target(call: Call, file_system: str, subnet_id: str, group_id: str) -> None:
    """EFS keeps one in each zone: https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html."""
    zones = {find_subnet(call, each.subnet_id).availability_zone for each in efs_backends[call.account][call.region].mount_targets_by_id.values() if each.file_system_id == file_system}
    if find_subnet(call, subnet_id).availability_zone in zones:
        return
    target = efs_backends[call.account][call.region].create_mount_target(file_system, subnet_id, security_groups=[group_id])
    interface = ec2(call).get_network_interface(target.network_interface_id)
    interface.description = f"EFS mount target for {file_system} ({target.mount_target_id})"
    interface.status = "in-use"


def drop_file_system(call: Call, file_system: str) -> None:
    backend = efs_backends[call.account][call.region]
    for target in [t for t in backend.mount_targets_by_id.values() if t.file_system_id == file_system]:
        backend.delete_mount_target(target.mount_target_id)
    if file_system in backend.file_systems_by_id:
        backend.delete_file_system(file_system)
