"""What there is in an account: one row of the table for each kind of resource, so that a rehearsal can ask what is left."""

from collections.abc import Callable, Iterable

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from .kinds import WORLD


def made_here(vpc_id: str, account: str, region: str) -> bool:
    """Every region has a default VPC with its own groups, subnets and tables; they count as nothing."""
    vpc = ec2_backends[account][region].vpcs.get(vpc_id)
    return vpc is None or not vpc.is_default


def ec2(account: str, region: str) -> Iterable[tuple[str, str]]:
    backend = ec2_backends[account][region]
    ours = lambda vpc_id: made_here(vpc_id, account, region)  # noqa: E731
    yield from (("vpc", vpc.id) for vpc in backend.vpcs.values() if ours(vpc.id))
    yield from (("subnet", s.id) for zone in backend.subnets.values() for s in zone.values() if ours(s.vpc_id))
    yield from (("route table", t.id) for t in backend.route_tables.values() if ours(t.vpc_id))
    # moto keeps the list of a VPC that is gone.
    yield from (("network acl", a.id) for a in backend.network_acls.values() if a.vpc_id in backend.vpcs and ours(a.vpc_id))
    yield from (("security group", f"{g.id} {g.name}") for gs in backend.groups.values() for g in gs.values() if ours(g.vpc_id))
    yield from (("vpc endpoint", e.id) for e in backend.vpc_end_points.values() if e.state != "deleted")
    yield from (("network interface", e.id) for e in backend.enis.values())
    yield from (("flow log", log.id) for log in backend.flow_logs.values())
    yield from (("internet gateway", g.id) for g in backend.internet_gateways.values())
    yield from (("nat gateway", g.id) for g in backend.nat_gateways.values() if g.state != "deleted")


def iam(account: str, region: str) -> Iterable[tuple[str, str]]:
    backend = iam_backends[account][get_partition(region)]
    yield from (("role", role.arn) for role in backend.roles.values())
    yield from (("policy", p.arn) for p in backend.managed_policies.values() if p.arn.split(":")[4] == account)


def kms(account: str, region: str) -> Iterable[tuple[str, str]]:
    """A key can only be scheduled for deletion: one that waits for it is gone."""
    backend = kms_backends[account][region]
    yield from (("kms key", k.id) for k in backend.keys.values() if k.key_state != "PendingDeletion" and k.key_manager != "AWS")
    aliases = (alias for key in backend.keys.values() for alias in key.aliases)
    yield from (("kms alias", alias) for alias in aliases if not alias.startswith("alias/aws/"))


def storage(account: str, region: str) -> Iterable[tuple[str, str]]:
    buckets = s3_backends[account][get_partition(region)].buckets
    yield from (("bucket", bucket.name) for bucket in buckets.values())
    efs = efs_backends[account][region]
    yield from (("file system", f) for f in efs.file_systems_by_id)
    yield from (("mount target", m) for m in efs.mount_targets_by_id)


def logs(account: str, region: str) -> Iterable[tuple[str, str]]:
    yield from (("log group", name) for name in logs_backends[account][region].groups)


def extension(account: str, region: str) -> Iterable[tuple[str, str]]:
    for (owner, where, kind), records in WORLD.records.items():
        if (owner, where) == (account, region) and kind != "FirewallConfig":
            # A deleted app is listed for a day, and nobody can take it away.
            left = (key for key, record in records.items() if record.get("Status") != "Deleted")
            yield from ((kind, "/".join(part for part in key if part)) for key in left)


TABLE: tuple[Callable[[str, str], Iterable[tuple[str, str]]], ...] = (ec2, iam, kms, storage, logs, extension)


def resources(account: str, region: str) -> list[dict[str, str]]:
    """Everything in the account and region, as kind and id."""
    return [{"account": account, "kind": kind, "id": name} for rows in TABLE for kind, name in rows(account, region)]
