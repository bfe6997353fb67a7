"""Domains, with what AWS makes and leaves beside them: NFS groups, file system, mount targets."""

from .. import network
from ..call import Call
from ..identity_center.assignments import application_arn, drop_assignments
from ..kinds import KINDS, WORLD, Record, arn
from .domain_updates import check_domain_update, put_domain_settings
from .kind import holders, in_use, kind, not_found
from .references import check_settings


def check_new_domain(call: Call, record: Record) -> None:
    network.require_vpc(call, record["VpcId"])
    network.require_subnets(call, record["SubnetIds"], record["VpcId"])
    check_settings(call, record, record["VpcId"])
    if record.get("KmsKeyId"):
        network.require_key(call, record["KmsKeyId"])
    if any(domain["DomainName"] == record["DomainName"] for domain in DOMAIN.all(call)):
        raise in_use(f"Domain {record['DomainName']} already exists.")


def complete_domain(call: Call, record: Record) -> Record:
    domain_id = WORLD.next_id("d-")
    home = {"ManagedByAmazonSageMakerResource": arn(call, f"domain/{domain_id}")}
    groups = {
        way: network.make_group(
            call,
            f"security-group-for-{way}-nfs-{domain_id}",
            f"[DO NOT DELETE] Security Group that allows {way} NFS traffic for SageMaker Notebooks Domain [{domain_id}]",
            record["VpcId"],
            home,
        )
        for way in ("inbound", "outbound")
    }
    let_nfs_through(call, groups["inbound"], groups["outbound"])
    file_system = network.make_file_system(call, domain_id, home, record.get("KmsKeyId"))
    for subnet in record["SubnetIds"]:
        network.make_mount_target(call, file_system, subnet, groups["inbound"])
    settings = record.get("DomainSettings") or {}
    return {
        "DomainId": domain_id,
        "DomainArn": arn(call, f"domain/{domain_id}"),
        "Status": "InService",
        "HomeEfsFileSystemId": file_system,
        "Url": f"https://{domain_id}.studio.{call.region}.sagemaker.aws",
        "AppNetworkAccessType": record.get("AppNetworkAccessType", "PublicInternetOnly"),
        "TagPropagation": record.get("TagPropagation", "DISABLED"),
        "SecurityGroupIdForDomainBoundary": WORLD.next_id("sg-", 17) if settings.get("RStudioServerProDomainSettings") else "",
        "SingleSignOnApplicationArn": application_arn(call) if record["AuthMode"] == "SSO" else "",
        "SingleSignOnManagedApplicationInstanceId": WORLD.next_id("ins-", 16) if record["AuthMode"] == "SSO" else "",
    }


def let_nfs_through(call: Call, inbound: str, outbound: str) -> None:
    """The two groups name each other, so neither can be deleted before its rules are gone."""
    ec2 = network.ec2(call)
    ec2.authorize_security_group_ingress(inbound, "tcp", "2049", "2049", [], source_groups=[{"GroupId": outbound}])
    ec2.authorize_security_group_egress(outbound, "tcp", "2049", "2049", [], source_groups=[{"GroupId": inbound}])


def check_domain_deletion(call: Call, record: Record) -> None:
    for child_kind in ("App", "Space", "UserProfile"):
        if any(child["DomainId"] == record["DomainId"] for child in holders(call, child_kind)):
            raise in_use(f"Unable to delete Domain {record['DomainId']} because it still has {child_kind}s.")


def leave_home_directories(call: Call, record: Record) -> None:
    """By default AWS keeps file system and mount targets; the NFS groups stay in either case."""
    policy = call.params.get("RetentionPolicy") or {}
    if policy.get("HomeEfsFileSystem", "Retain") == "Delete":
        network.drop_file_system(call, record["HomeEfsFileSystemId"])


DOMAIN = kind(
    "Domain",
    identity=("DomainId",),
    not_found=not_found("Domain {0}"),
    computed=complete_domain,
    before_create=(check_new_domain,),
    before_update=(check_domain_update,),
    after_update=(put_domain_settings,),
    before_delete=(check_domain_deletion,),
    after_delete=(leave_home_directories, lambda call, record: drop_assignments(call, record["SingleSignOnApplicationArn"])),
)
