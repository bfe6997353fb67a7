"""User profiles: of IAM or of SSO, as their domain is."""

from .. import network
from ..call import Call
from ..identity_center.assignments import is_assigned
from ..identity_center.stores import stores_of
from ..kinds import WORLD, Record, arn
from .domains import DOMAIN
from .kind import kind, not_found, refuse_with
from .references import check_child_settings


def check_new_user_profile(call: Call, record: Record) -> None:
    sso = DOMAIN.find(call, record)["AuthMode"] == "SSO"
    named = bool(record.get("SingleSignOnUserValue")) and record.get("SingleSignOnUserIdentifier") == "UserName"
    if sso and not named:
        raise network.invalid("A domain in SSO mode needs SingleSignOnUserIdentifier UserName and SingleSignOnUserValue.")
    if sso:
        check_assignment(call, record)
    if not sso and (record.get("SingleSignOnUserValue") or record.get("SingleSignOnUserIdentifier")):
        raise network.invalid("SingleSignOnUserIdentifier and SingleSignOnUserValue are for domains in SSO mode.")


def check_assignment(call: Call, record: Record) -> None:
    """As CloudFormation's page says; where nobody filled an identity store it passes, as terraform-provider-aws issue 28958 says. The text is ours.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-userprofile.html
    """
    application, user = DOMAIN.find(call, record)["SingleSignOnApplicationArn"], record["SingleSignOnUserValue"]
    if stores_of(call.account) and not is_assigned(call, application, user):
        raise network.invalid(f"User {user} is not assigned to {application}.")


def complete_user_profile(call: Call, record: Record) -> Record:
    return {
        "UserProfileArn": arn(call, f"user-profile/{record['DomainId']}/{record['UserProfileName'].lower()}"),
        "Status": "InService",
        "HomeEfsFileSystemUid": str(200000 + 5 * next(WORLD.numbers)),
    }


USER_PROFILE = kind(
    "UserProfile",
    identity=("DomainId", "UserProfileName"),
    not_found=not_found("UserProfile {1} of Domain {0}"),
    filters={"DomainIdEquals": "DomainId"},
    computed=complete_user_profile,
    before_create=(check_child_settings, check_new_user_profile),
    before_update=(check_child_settings,),
    before_delete=(refuse_with("App", "Space", of="UserProfileName"),),
)
