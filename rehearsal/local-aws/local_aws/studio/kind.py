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


def holders(call: Call, name: str) -> list[Record]:
    """Records of the kind that keep what they belong to; a Deleted or Failed app keeps nothing.

    https://docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html, Requirements.
    """
    return [record for record in KINDS[name].all(call) if not ended(record)]


def ended(record: Record) -> bool:
    return record.get("Status") in ("Deleted", "Failed")


def refuse_with(*names: str, of: str) -> Callable[[Call, Record], None]:
    """Refuses to delete a record while others belong to it; `of` is the member that names it in theirs.

    AWS's words: github.com/aws/amazon-sagemaker-feedback/issues/113, of a profile with apps; those of spaces are written after them.
    """

    def check(call: Call, record: Record) -> None:
        for name in names:
            for child in holders(call, name):
                owner = child.get(of) or (child.get("OwnershipSettings") or {}).get("OwnerUserProfileName")
                if child["DomainId"] == record["DomainId"] and owner == record[of]:
                    thing = of.removesuffix("Name")
                    raise in_use(f"Unable to delete {thing} [{record[thing + 'Arn']}] because {name}(s) are associated with it.")

    return check
