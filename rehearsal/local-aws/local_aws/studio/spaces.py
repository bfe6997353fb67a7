"""Spaces, private or shared."""

from ..call import Call
from ..errors import AwsError
from ..kinds import WORLD, Record, arn
from .domains import DOMAIN
from .kind import kind, refuse_with
from .references import check_child_settings
from .user_profiles import USER_PROFILE


def complete_space(call: Call, record: Record) -> Record:
    return {
        "SpaceArn": arn(call, f"space/{record['DomainId']}/{record['SpaceName']}"),
        "Status": "InService",
        "HomeEfsFileSystemUid": str(200000 + 5 * next(WORLD.numbers)),
        "Url": f"{DOMAIN.find(call, record)['Url']}/jupyter/{record['SpaceName']}",
    }


def summarize(call: Call, record: Record) -> None:
    """What a list's entry tells: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SpaceDetails.html."""
    settings = record.get("SpaceSettings") or {}
    summary = {name: settings[name] for name in ("AppType", "RemoteAccess", "SpaceStorageSettings") if name in settings}
    record["SpaceSettingsSummary"] = summary
    for name in ("OwnershipSettings", "SpaceSharingSettings"):
        if record.get(name):
            record[f"{name}Summary"] = record[name]


def check_new_space(call: Call, record: Record) -> None:
    owner = (record.get("OwnershipSettings") or {}).get("OwnerUserProfileName")
    if owner:
        USER_PROFILE.find(call, {"DomainId": record["DomainId"], "UserProfileName": owner})


SPACE = kind(
    "Space",
    identity=("DomainId", "SpaceName"),
    # The provider recognises a missing space by this code and word.
    not_found=AwsError("ValidationException", "RecordNotFound: Space {1} of Domain {0} does not exist"),
    filters={"DomainIdEquals": "DomainId", "SpaceNameContains": "SpaceName"},
    computed=complete_space,
    refresh=summarize,
    before_create=(check_child_settings, check_new_space),
    before_update=(check_child_settings,),
    before_delete=(refuse_with("App", of="SpaceName"),),
)
