"""What all kinds of Studio have in common: SageMaker's errors, its naming, and what keeps a record from being deleted."""

from collections.abc import Callable
from typing import Any

from ..call import Call
from ..errors import AwsError
from ..kinds import KINDS, Key, Kind, Record, operations


def in_use(message: str) -> AwsError:
    return AwsError("ResourceInUse", message)


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFound", what + " does not exist")


UNCHANGING = ("create", "describe", "delete", "list")


def kind(name: str, *, identity: Key, not_found: AwsError, verbs: Key = (*UNCHANGING, "update"), **rest: Any) -> Kind:
    return Kind(
        service="sagemaker",
        name=name,
        identity=identity,
        arn_member=f"{name}Arn",
        list_member=f"{name}s",
        not_found=not_found,
        operations=operations(name, *verbs),
        **rest,
    )


def refuse_with(*names: str, of: str) -> Callable[[Call, Record], None]:
    """Refuses to delete a record while others belong to it; `of` is the member that names it in theirs."""

    def check(call: Call, record: Record) -> None:
        for name in names:
            for child in KINDS[name].all(call):
                owner = child.get(of) or (child.get("OwnershipSettings") or {}).get("OwnerUserProfileName")
                if child["DomainId"] == record["DomainId"] and owner == record[of]:
                    raise in_use(f"Unable to delete {of[:-4]} {record[of]} because it still has a {name}.")

    return check
