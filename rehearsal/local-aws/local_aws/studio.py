"""SageMaker Studio: domains, user profiles, spaces, apps and lifecycle configurations, with AWS's refusals."""

import secrets
from collections.abc import Iterator
from typing import Any

from . import network
from .call import Call
from .errors import AwsError
from .kinds import WORLD, Kind, Record, arn, handlers

# https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateDomain.html: both are part of one network choice.
VPC_ONLY_NEEDS_NETWORK = "VpcId and Subnet IDs are required for updating domains to VpcOnly mode."


def in_use(message: str) -> AwsError:
    return AwsError("ResourceInUse", message)


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFound", what + " does not exist")


# Settings: what domains, profiles and spaces refer to.


def values_of(settings: Any, *names: str) -> Iterator[str]:
    """Every string below the settings that stands at, or in a list at, one of the members."""
    if isinstance(settings, list):
        for item in settings:
            yield from values_of(item, *names)
    elif isinstance(settings, dict):
        for member, value in settings.items():
            if member in names:
                yield from [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]
            else:
                yield from values_of(value, *names)


def domain_of(call: Call, record: Record) -> Record:
    return DOMAIN.find(call, record)


def check_settings(call: Call, settings: Record, vpc_id: str) -> None:
    network.require_groups(call, list(values_of(settings, "SecurityGroups")), vpc_id)
    for role in values_of(settings, "ExecutionRole"):
        network.require_role(call, role)
    known = {record["StudioLifecycleConfigArn"] for record in LIFECYCLE_CONFIG.all(call)}
    for config in values_of(settings, "LifecycleConfigArn", "LifecycleConfigArns"):
        if config not in known:
            raise network.invalid(f"Studio lifecycle configuration {config} does not exist")


def check_child_settings(call: Call, record: Record) -> None:
    check_settings(call, call.params, domain_of(call, record)["VpcId"])


# Domains


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
        "SingleSignOnManagedApplicationInstanceId": WORLD.next_id("ins-", 16) if record["AuthMode"] == "SSO" else "",
    }


def let_nfs_through(call: Call, inbound: str, outbound: str) -> None:
    """The two groups name each other, so neither can be deleted before its rules are gone."""
    ec2 = network.ec2(call)
    ec2.authorize_security_group_ingress(inbound, "tcp", "2049", "2049", [], source_groups=[{"GroupId": outbound}])
    ec2.authorize_security_group_egress(outbound, "tcp", "2049", "2049", [], source_groups=[{"GroupId": inbound}])


def check_domain_update(call: Call, record: Record) -> None:
    wanted = call.params.get("AppNetworkAccessType")
    if wanted == "VpcOnly" and not (call.params.get("VpcId") and call.params.get("SubnetIds")):
        raise network.invalid(VPC_ONLY_NEEDS_NETWORK)
    if call.params.get("SubnetIds"):
        network.require_subnets(call, call.params["SubnetIds"], record["VpcId"])
    check_settings(call, call.params, record["VpcId"])
    if any(app["Status"] == "InService" for app in APP.all(call) if app["DomainId"] == record["DomainId"]) and wanted:
        raise in_use(f"Domain {record['DomainId']} has apps; delete them before changing its network.")


def check_domain_deletion(call: Call, record: Record) -> None:
    for kind, members in ((APP, "Apps"), (SPACE, "Spaces"), (USER_PROFILE, "UserProfiles")):
        if any(child["DomainId"] == record["DomainId"] for child in kind.all(call)):
            raise in_use(f"Unable to delete Domain {record['DomainId']} because it still has {members}.")


def leave_home_directories(call: Call, record: Record) -> None:
    """By default AWS keeps file system and mount targets; the NFS groups stay in either case."""
    policy = call.params.get("RetentionPolicy") or {}
    if policy.get("HomeEfsFileSystem", "Retain") == "Delete":
        network.drop_file_system(call, record["HomeEfsFileSystemId"])


# User profiles, spaces, apps


def check_new_user_profile(call: Call, record: Record) -> None:
    sso = domain_of(call, record)["AuthMode"] == "SSO"
    named = bool(record.get("SingleSignOnUserValue")) and record.get("SingleSignOnUserIdentifier") == "UserName"
    if sso and not named:
        raise network.invalid("A domain in SSO mode needs SingleSignOnUserIdentifier UserName and SingleSignOnUserValue.")
    if not sso and (record.get("SingleSignOnUserValue") or record.get("SingleSignOnUserIdentifier")):
        raise network.invalid("SingleSignOnUserIdentifier and SingleSignOnUserValue are for domains in SSO mode.")


def complete_user_profile(call: Call, record: Record) -> Record:
    return {
        "UserProfileArn": arn(call, f"user-profile/{record['DomainId']}/{record['UserProfileName'].lower()}"),
        "Status": "InService",
        "HomeEfsFileSystemUid": str(200000 + 5 * next(WORLD.numbers)),
    }


def refuse_with_children(*kinds_and_member: Any) -> Any:
    *kinds, member = kinds_and_member

    def check(call: Call, record: Record) -> None:
        for name in kinds:
            kind = KINDS_BY_NAME[name]
            for child in kind.all(call):
                owner = child.get(member) or (child.get("OwnershipSettings") or {}).get("OwnerUserProfileName")
                if child["DomainId"] == record["DomainId"] and owner == record[member]:
                    raise in_use(f"Unable to delete {member[:-4]} {record[member]} because it still has a {name}.")

    return check


def complete_space(call: Call, record: Record) -> Record:
    return {
        "SpaceArn": arn(call, f"space/{record['DomainId']}/{record['SpaceName']}"),
        "Status": "InService",
        "HomeEfsFileSystemUid": str(200000 + 5 * next(WORLD.numbers)),
        "Url": f"{domain_of(call, record)['Url']}/jupyter/{record['SpaceName']}",
    }


def check_new_space(call: Call, record: Record) -> None:
    owner = (record.get("OwnershipSettings") or {}).get("OwnerUserProfileName")
    if owner:
        USER_PROFILE.find(call, {"DomainId": record["DomainId"], "UserProfileName": owner})


def check_new_app(call: Call, record: Record) -> None:
    if bool(record.get("UserProfileName")) == bool(record.get("SpaceName")):
        raise network.invalid("An app needs exactly one of UserProfileName and SpaceName.")
    (USER_PROFILE if record.get("UserProfileName") else SPACE).find(call, record)


def complete_app(call: Call, record: Record) -> Record:
    domain, owner = domain_of(call, record), record.get("UserProfileName") or record.get("SpaceName")
    profile = record.get("UserProfileName") or (
        (SPACE.find(call, record).get("OwnershipSettings") or {}).get("OwnerUserProfileName")
    )
    settings = USER_PROFILE.find(call, {**record, "UserProfileName": profile}).get("UserSettings") if profile else {}
    groups = list(values_of(settings, "SecurityGroups")) or list(values_of(domain, "SecurityGroups"))
    return {
        "AppArn": arn(call, f"app/{domain['DomainId']}/{owner}/{record['AppType'].lower()}/{record['AppName']}"),
        "Status": "InService",
        "NetworkInterfaceId": network.make_interface(
            call, domain["SubnetIds"][0], groups, f"[DO NOT DELETE] ENI managed by SageMaker for Domain [{domain['DomainId']}]"
        ),
    }


def drop_app_interface(call: Call, record: Record) -> None:
    network.drop_interface(call, record["NetworkInterfaceId"])


def check_lifecycle_config_deletion(call: Call, record: Record) -> None:
    for kind in (DOMAIN, USER_PROFILE, SPACE):
        for user in kind.all(call):
            if record["StudioLifecycleConfigArn"] in values_of(user, "LifecycleConfigArn", "LifecycleConfigArns"):
                raise in_use(f"Studio lifecycle configuration {record['StudioLifecycleConfigName']} is in use by a {kind.name}.")


def operations(name: str, *verbs: str) -> dict[str, str]:
    plural = {"list": f"List{name}s"}
    return {verb: plural.get(verb, f"{verb.capitalize()}{name}") for verb in verbs}


DOMAIN = Kind(
    service="sagemaker",
    name="Domain",
    identity=("DomainId",),
    arn_member="DomainArn",
    list_member="Domains",
    not_found=not_found("Domain {0}"),
    operations=operations("Domain", "create", "describe", "update", "delete", "list"),
    computed=complete_domain,
    before_create=(check_new_domain,),
    before_update=(check_domain_update,),
    before_delete=(check_domain_deletion,),
    after_delete=(leave_home_directories,),
)
USER_PROFILE = Kind(
    service="sagemaker",
    name="UserProfile",
    identity=("DomainId", "UserProfileName"),
    arn_member="UserProfileArn",
    list_member="UserProfiles",
    not_found=not_found("UserProfile {1} of Domain {0}"),
    operations=operations("UserProfile", "create", "describe", "update", "delete", "list"),
    filters={"DomainIdEquals": "DomainId"},
    computed=complete_user_profile,
    before_create=(check_child_settings, check_new_user_profile),
    before_update=(check_child_settings,),
    before_delete=(refuse_with_children("App", "Space", "UserProfileName"),),
)
SPACE = Kind(
    service="sagemaker",
    name="Space",
    identity=("DomainId", "SpaceName"),
    arn_member="SpaceArn",
    list_member="Spaces",
    # The provider recognises a missing space by this code and word.
    not_found=AwsError("ValidationException", "RecordNotFound: Space {1} of Domain {0} does not exist"),
    operations=operations("Space", "create", "describe", "update", "delete", "list"),
    filters={"DomainIdEquals": "DomainId", "SpaceNameContains": "SpaceName"},
    computed=complete_space,
    before_create=(check_child_settings, check_new_space),
    before_update=(check_child_settings,),
    before_delete=(refuse_with_children("App", "SpaceName"),),
)
APP = Kind(
    service="sagemaker",
    name="App",
    identity=("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
    arn_member="AppArn",
    list_member="Apps",
    not_found=AwsError("ValidationException", "RecordNotFound: App {4} of Domain {0} does not exist"),
    operations=operations("App", "create", "describe", "delete", "list"),
    filters={"DomainIdEquals": "DomainId", "UserProfileNameEquals": "UserProfileName", "SpaceNameEquals": "SpaceName"},
    computed=complete_app,
    before_create=(check_new_app,),
    after_delete=(drop_app_interface,),
)
LIFECYCLE_CONFIG = Kind(
    service="sagemaker",
    name="StudioLifecycleConfig",
    identity=("StudioLifecycleConfigName",),
    arn_member="StudioLifecycleConfigArn",
    list_member="StudioLifecycleConfigs",
    not_found=not_found("StudioLifecycleConfig {0}"),
    operations=operations("StudioLifecycleConfig", "create", "describe", "delete", "list"),
    computed=lambda call, record: {
        "StudioLifecycleConfigArn": arn(call, f"studio-lifecycle-config/{record['StudioLifecycleConfigName']}")
    },
    before_delete=(check_lifecycle_config_deletion,),
)
KINDS = (DOMAIN, USER_PROFILE, SPACE, APP, LIFECYCLE_CONFIG)
KINDS_BY_NAME = {kind.name: kind for kind in KINDS}


# Calls that are no kind's


def create_presigned_domain_url(call: Call) -> Record:
    domain = DOMAIN.find(call)
    if domain["AuthMode"] != "IAM":
        raise network.invalid("CreatePresignedDomainUrl is not available for domains in SSO mode.")
    USER_PROFILE.find(call)
    return {"AuthorizedUrl": f"{domain['Url']}/auth?token={secrets.token_urlsafe(32)}"}


def tags_of(call: Call) -> dict[str, str]:
    found = WORLD.tags.get(call.params["ResourceArn"])
    if found is None:
        raise not_found(f"Resource {call.params['ResourceArn']}")
    return found


def list_tags(call: Call) -> Record:
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags_of(call).items())]}


def add_tags(call: Call) -> Record:
    tags_of(call).update({tag["Key"]: tag["Value"] for tag in call.params["Tags"]})
    return list_tags(call)


def delete_tags(call: Call) -> Record:
    for key in call.params["TagKeys"]:
        tags_of(call).pop(key, None)
    return {}


HANDLERS = handlers(KINDS) | {
    ("sagemaker", "CreatePresignedDomainUrl"): create_presigned_domain_url,
    ("sagemaker", "ListTags"): list_tags,
    ("sagemaker", "AddTags"): add_tags,
    ("sagemaker", "DeleteTags"): delete_tags,
}
