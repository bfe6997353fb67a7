"""Assignments of users and groups to the applications of domains in SSO mode: without one, nobody logs in.

The errors are those of AWS's model; their texts have not been found. A second assignment of the same principal conflicts, as the
model lets one think: whether it does on AWS has not been tried.
"""

import dataclasses

from ..call import Call
from ..errors import AwsError
from ..handlers import Handler, create, delete, describe, list_all
from ..kinds import KINDS, WORLD, Kind, Record, operations
from .stores import denied, ids_of, list_instances, stores_of

ASSIGNMENT = Kind(
    service="sso-admin",
    name="ApplicationAssignment",
    identity=("ApplicationArn", "PrincipalId", "PrincipalType"),
    list_member="ApplicationAssignments",
    filters={"ApplicationArn": "ApplicationArn"},
    not_found=AwsError("ResourceNotFoundException", "{2} {1} is not assigned to {0}"),
    exists=AwsError("ConflictException", "The principal is assigned to the application already."),
    operations=operations("ApplicationAssignment", "create", "describe", "delete", "list"),
)


def application_arn(call: Call) -> str:
    """Of a new domain; the instance of IAM Identity Center is the organization's."""
    return f"arn:{call.partition}:sso::{call.account}:application/{WORLD.next_id('ssoins-', 16)}/{WORLD.next_id('apl-', 16)}"


def in_account_of_application(call: Call) -> Call:
    """The call as one in the application's account. Refuses callers who are neither there nor in the identity store's account.

    AWS's pages contradict each other on who may, so both are let in:
    https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-accounts.html, awsapps.html.
    """
    arn = call.params["ApplicationArn"]
    owner = arn.split(":")[4]
    if call.account != owner and call.account not in {account for account, _ in stores_of(owner)}:
        raise denied(call)
    owned = dataclasses.replace(call, account=owner)
    if not any(domain.get("SingleSignOnApplicationArn") == arn for domain in KINDS["Domain"].all(owned)):
        raise AwsError("ResourceNotFoundException", f"Application {arn} does not exist.")
    return owned


def create_assignment(call: Call) -> Record:
    owned = in_account_of_application(call)
    principal, kind = call.params["PrincipalId"], call.params["PrincipalType"]
    if not any(principal in (store.users if kind == "USER" else store.groups) for _, store in stores_of(owned.account)):
        raise AwsError("ResourceNotFoundException", f"{kind} {principal} does not exist.")
    return create(ASSIGNMENT, owned)


def is_assigned(call: Call, application: str, user_name: str) -> bool:
    """Whether the user, or a group that the user is in, is assigned to an application of the call's account."""
    ids = ids_of(call.account, user_name)
    return any(each["ApplicationArn"] == application and each["PrincipalId"] in ids for each in ASSIGNMENT.all(call))


def drop_assignments(call: Call, application: str) -> None:
    """Those of an application that goes with its domain."""
    for each in ASSIGNMENT.all(call):
        if each["ApplicationArn"] == application:
            del WORLD.of(call, ASSIGNMENT)[ASSIGNMENT.key(each)]


HANDLERS: dict[tuple[str, str], Handler] = {
    ("sso-admin", "ListInstances"): list_instances,
    ("sso-admin", "CreateApplicationAssignment"): create_assignment,
    ("sso-admin", "DescribeApplicationAssignment"): lambda call: describe(ASSIGNMENT, in_account_of_application(call)),
    ("sso-admin", "DeleteApplicationAssignment"): lambda call: delete(ASSIGNMENT, in_account_of_application(call)),
    ("sso-admin", "ListApplicationAssignments"): lambda call: list_all(ASSIGNMENT, in_account_of_application(call)),
}
