"""Apps of a profile or a space, each with a network interface, from Pending to Deleted.

Only an app that is InService can be deleted; a Failed one cannot, and keeps nothing:
https://docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html, Requirements. The code of that refusal is not told:
ResourceInUse is the only one of DeleteApp that fits. A deleted app stays listed, and may start again under its name:
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeApp.html, CreationTime.
"""

import time

from .. import network
from ..call import Call
from ..errors import AwsError
from ..kinds import WORLD, Record, arn
from ..settings import SETTINGS
from .domains import DOMAIN
from .images import custom_images, image_arns
from .kind import ended, in_use, kind
from .settings_values import values_of
from .spaces import SPACE
from .user_profiles import USER_PROFILE


def check_new_app(call: Call, record: Record) -> None:
    if bool(record.get("UserProfileName")) == bool(record.get("SpaceName")):
        raise network.invalid("An app needs exactly one of UserProfileName and SpaceName.")
    (USER_PROFILE if record.get("UserProfileName") else SPACE).find(call, record)
    before = WORLD.of(call, APP).get(APP.key(record))
    if before and ended(before):
        del WORLD.of(call, APP)[APP.key(record)]


def settings_of(call: Call, record: Record) -> Record:
    """Of the profile that has the app, or owns its space; none of a shared space."""
    profile = record.get("UserProfileName") or (
        (SPACE.find(call, record).get("OwnershipSettings") or {}).get("OwnerUserProfileName")
    )
    return USER_PROFILE.find(call, {**record, "UserProfileName": profile}).get("UserSettings") or {} if profile else {}


def check_image(call: Call, record: Record) -> None:
    """AWS's words: github.com/aws/amazon-sagemaker-feedback/issues/110; its model has no ResourceNotFound for the call."""
    attached = {image["ImageName"].lower() for image in custom_images([settings_of(call, record), DOMAIN.find(call, record)])}
    for named in image_arns(record):
        account, name = named.split(":")[4], named.split("/")[1]
        if account == call.account and name not in attached:
            raise network.invalid(
                f"Unable to launch App [{record['AppName']}] with Image [{name}] because it is not present in list of custom images "
                f"in AppSettings. Please update AppSettings to add Image [{name}] in list of custom images.",
            )


def complete_app(call: Call, record: Record) -> Record:
    domain, owner = DOMAIN.find(call, record), record.get("UserProfileName") or record.get("SpaceName")
    groups = list(values_of(settings_of(call, record), "SecurityGroups")) or list(values_of(domain, "SecurityGroups"))
    return {
        "AppArn": arn(call, f"app/{domain['DomainId']}/{owner}/{record['AppType'].lower()}/{record['AppName']}"),
        "Status": "Pending",
        "Since": time.monotonic(),
        "NetworkInterfaceId": network.make_interface(
            call, domain["SubnetIds"][0], groups, f"[DO NOT DELETE] ENI managed by SageMaker for Domain [{domain['DomainId']}]"
        ),
    }


def go_on(call: Call, record: Record) -> None:
    """The next state, once the app has been in this one for as long as apps are."""
    if record["Status"] in ("Pending", "Deleting") and time.monotonic() - record["Since"] >= SETTINGS.app_seconds:
        starting = "Failed" if SETTINGS.apps_fail else "InService"
        record["Status"] = starting if record["Status"] == "Pending" else "Deleted"
        if ended(record):
            network.drop_interface(call, record["NetworkInterfaceId"])


def delete_app(call: Call) -> Record:
    record = APP.find(call)
    if record["Status"] != "InService":
        raise in_use(f"Unable to delete App [{record['AppArn']}] because it is {record['Status']}.")
    record |= {"Status": "Deleting", "Since": time.monotonic()}
    go_on(call, record)
    return {}


APP = kind(
    "App",
    verbs=("create", "describe", "list"),
    identity=("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
    not_found=AwsError("ValidationException", "RecordNotFound: App {4} of Domain {0} does not exist"),
    filters={"DomainIdEquals": "DomainId", "UserProfileNameEquals": "UserProfileName", "SpaceNameEquals": "SpaceName"},
    computed=complete_app,
    refresh=go_on,
    before_create=(check_new_app, check_image),
)
