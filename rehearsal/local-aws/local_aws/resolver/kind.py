"""What all kinds of Resolver have in common: its errors, its naming, ids and ARNs of its own making."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..call import Call
from ..errors import AwsError
from ..kinds import WORLD, Key, Kind, Record, arn, now, operations

SERVICE = "route53resolver"


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{what} does not exist")


def conflict(message: str) -> AwsError:
    return AwsError("ConflictException", message)


class ById(Kind):
    """A kind whose own records hold as `Id` what requests and other records call `<name>Id`."""

    def key(self, source: Record) -> Key:
        return (str(source.get(f"{self.name}Id") or source.get("Id", "")),)


def by_id(
    name: str,
    *,
    called: str,
    verbs: Key = ("create", "delete", "list"),
    named: Mapping[str, str] = MappingProxyType({}),
    **rest: Any,
) -> Kind:
    """A kind that errors call so; `named` are operations that do not follow from verb and name."""
    return ById(
        service=SERVICE,
        name=name,
        wrapper=name,
        identity=("Id",),
        list_member=f"{name}s",
        not_found=not_found(f"{called} {{0}}"),
        operations=operations(name, *verbs, describe=f"Get{name}") | dict(named),
        **rest,
    )


def numbered(call: Call, prefix: str, resource: str) -> Record:
    made = WORLD.next_id(prefix, 17)
    return {"Id": made, "Arn": arn(call, f"{resource}/{made}"), "Status": "COMPLETE", "ShareStatus": "NOT_SHARED", "ModificationTime": now()}
