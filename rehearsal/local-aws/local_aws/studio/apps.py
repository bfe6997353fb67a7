"""Apps of a profile or a space, each with a network interface."""

from .. import network
from ..call import Call
from ..errors import AwsError
from ..kinds import Record, arn
from .domains import DOMAIN
from .kind import UNCHANGING, kind
from .references import values_of
from .spaces import SPACE
from .user_profiles import USER_PROFILE


def check_new_app(call: Call, record: Record) -> None:
    if bool(record.get("UserProfileName")) == bool(record.get("SpaceName")):
        raise network.invalid("An app needs exactly one of UserProfileName and SpaceName.")
    (USER_PROFILE if record.get("UserProfileName") else SPACE).find(call, record)


def complete_app(call: Call, record: Record) -> Record:
    domain, owner = DOMAIN.find(call, record), record.get("UserProfileName") or record.get("SpaceName")
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


APP = kind(
    "App",
    verbs=UNCHANGING,
    identity=("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
    not_found=AwsError("ValidationException", "RecordNotFound: App {4} of Domain {0} does not exist"),
    filters={"DomainIdEquals": "DomainId", "UserProfileNameEquals": "UserProfileName", "SpaceNameEquals": "SpaceName"},
    computed=complete_app,
    before_create=(check_new_app,),
    after_delete=(drop_app_interface,),
)
