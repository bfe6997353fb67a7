"""Kinds of resources: what AWS keeps of one, what refers to it, and what AWS calls its operations."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .call import Call
from .errors import AwsError

Record = dict[str, Any]
Key = tuple[str, ...]


class World:
    """What the extension keeps: for each account, region and kind the records by key; tags by ARN; and what moto forgets, by resource and name."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str, str], dict[Key, Record]] = {}
        self.tags: dict[str, dict[str, str]] = {}
        self.notes: dict[tuple[str, str], str] = {}
        self.numbers = itertools.count(1)

    def of(self, call: Call, kind: "Kind") -> dict[Key, Record]:
        return self.records.setdefault((call.account, call.region, kind.name), {})

    def next_id(self, prefix: str, digits: int = 12) -> str:
        """Ids of AWS's length; counted, so that two rehearsals get the same ones."""
        return f"{prefix}{next(self.numbers):0{digits}x}"

    def clear(self) -> None:
        self.__init__()


WORLD = World()
# By name: a kind may ask one that is defined after it.
KINDS: dict[str, "Kind"] = {}


def operations(name: str, *verbs: str, **others: str) -> dict[str, str]:
    """A kind's operations as AWS names them by default; those that it names otherwise, by verb."""
    return {verb: f"List{name}s" if verb == "list" else f"{verb.capitalize()}{name}" for verb in verbs} | others


@dataclass(frozen=True)
class Kind:
    """One kind of resource.

    identity: the input members that name a record (AWS's ids are made by `computed`).
    arn_member: the record's member that holds its ARN, by which it is tagged; None where it has none.
    computed: members that AWS adds at creation.
    refresh: brings a record up to date before anybody looks at it: what time does to it, what follows from its other members.
    before_*: refuse by raising AwsError; after_*: what else AWS does.
    operations: for each verb the operation's name; a verb that is missing is not offered.
    wrapper: output member that holds the record, where the service wraps it.
    filters: for list operations, input member -> record member.
    """

    service: str
    name: str
    identity: Key
    not_found: AwsError
    operations: dict[str, str]
    arn_member: str | None = None
    wrapper: str | None = None
    list_member: str = ""
    computed: Callable[[Call, Record], Record] = lambda call, record: {}
    refresh: Callable[[Call, Record], None] = lambda call, record: None
    filters: dict[str, str] = field(default_factory=dict)
    exists: AwsError | None = None
    before_create: tuple[Callable[[Call, Record], None], ...] = ()
    before_update: tuple[Callable[[Call, Record], None], ...] = ()
    before_delete: tuple[Callable[[Call, Record], None], ...] = ()
    after_create: tuple[Callable[[Call, Record], None], ...] = ()
    after_update: tuple[Callable[[Call, Record], None], ...] = ()
    after_delete: tuple[Callable[[Call, Record], None], ...] = ()

    def __post_init__(self) -> None:
        KINDS[self.name] = self

    def key(self, source: Record) -> Key:
        return tuple(str(source.get(member, "")) for member in self.identity)

    def find(self, call: Call, source: Record | None = None) -> Record:
        """The record that the call names, or the service's not-found error."""
        found = WORLD.of(call, self).get(self.key(call.params if source is None else source))
        if found is None:
            raise AwsError(
                self.not_found.code,
                self.not_found.message.format(*self.key(call.params if source is None else source)),
                self.not_found.status,
            )
        self.refresh(call, found)
        return found

    def all(self, call: Call) -> list[Record]:
        records = list(WORLD.of(call, self).values())
        for record in records:
            self.refresh(call, record)
        return records


def now() -> float:
    """Seconds since 1970, as the JSON protocols write time."""
    return round(time.time(), 3)


def arn(call: Call, resource: str) -> str:
    """ARN of a resource of the call's service in the call's account and region."""
    return f"arn:{call.partition}:{call.service}:{call.region}:{call.account}:{resource}"
