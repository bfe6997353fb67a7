"""Identity stores: in which account one is, who is in it, and whose domains it serves."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.identitystore.models import IdentityStoreData, identitystore_backends

from ..call import Call
from ..errors import AwsError

# Accounts of the organization, by the id of its identity store.
MEMBERS: dict[str, set[str]] = {}


def denied(call: Call) -> AwsError:
    return AwsError("AccessDeniedException", f"User: {call.role or 'base'} is not authorized to perform: {call.service}:{call.operation}")


def stores() -> Iterator[tuple[str, str, IdentityStoreData]]:
    """Account, id and content of every identity store."""
    for account, regions in identitystore_backends.items():
        for backend in regions.values():
            for store_id, store in backend.identity_stores.items():
                yield account, store_id, store


def stores_of(account: str) -> list[tuple[str, IdentityStoreData]]:
    """Identity stores that serve an account's domains, each with the account that it is in."""
    return [(owner, store) for owner, store_id, store in stores() if account in MEMBERS.get(store_id, ())]


def list_instances(call: Call) -> dict[str, Any]:
    """Those that the account sees: of its organization.

    https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
    """
    seen = {store_id: owner for owner, store_id, _ in stores() if call.account == owner or call.account in MEMBERS.get(store_id, ())}
    return {
        "Instances": [
            {
                "IdentityStoreId": store_id,
                "InstanceArn": f"arn:{call.partition}:sso:::instance/ssoins-{store_id.removeprefix('d-').rjust(16, '0')}",
                "OwnerAccountId": owner,
                "Status": "ACTIVE",
            }
            for store_id, owner in seen.items()
        ]
    }


def fill(account: str, region: str, request: dict[str, Any]) -> None:
    """Makes an identity store and its users, where they are missing. Input: id, users (names), accounts (whose domains it serves)."""
    backend = identitystore_backends[account][region]
    MEMBERS.setdefault(request["id"], set()).update(request["accounts"])
    store = backend.identity_stores.get(request["id"])
    known = {user.UserName for user in store.users.values()} if store else set()
    for name in request["users"]:
        if name not in known:
            backend.create_user(request["id"], name, {"GivenName": name, "FamilyName": name}, name, "", "", [], [], [], "", "", "", "", "")


def ids_of(account: str, user_name: str) -> set[str]:
    """Ids of a user, and of the groups that the user is in, in the stores that serve the account."""
    found: set[str] = set()
    for _, store in stores_of(account):
        own = {user.UserId for user in store.users.values() if user.UserName == user_name}
        found |= own | {each["GroupId"] for each in store.group_memberships.values() if each["MemberId"]["UserId"] in own}
    return found


def only_from_its_account(call: Call) -> None:
    """Stricter than AWS, where an organization decides whether its member accounts may read the store.

    https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html
    """
    owners = {account for account, store_id, _ in stores() if store_id == call.params["IdentityStoreId"]}
    if owners and call.account not in owners:
        raise denied(call)


READS = ("GetUserId", "DescribeUser", "ListUsers", "GetGroupId", "DescribeGroup", "ListGroups")
GUARDS: dict[tuple[str, str], Callable[[Call], None]] = {("identitystore", operation): only_from_its_account for operation in READS}
