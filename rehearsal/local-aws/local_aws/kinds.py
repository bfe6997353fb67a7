"""Resources as rows of a table: a Kind says what AWS keeps of one, and its operations follow from botocore's model."""

import datetime
import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from botocore.model import Shape, StructureShape
from botocore.validate import ParamValidator

from .call import Call
from .errors import AwsError

Record = dict[str, Any]
Key = tuple[str, ...]
Handler = Callable[[Call], dict[str, Any]]


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
    filters: dict[str, str] = field(default_factory=dict)
    exists: AwsError | None = None
    before_create: tuple[Callable[[Call, Record], None], ...] = ()
    before_update: tuple[Callable[[Call, Record], None], ...] = ()
    before_delete: tuple[Callable[[Call, Record], None], ...] = ()
    after_create: tuple[Callable[[Call, Record], None], ...] = ()
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
        return found

    def all(self, call: Call) -> list[Record]:
        return list(WORLD.of(call, self).values())


def handlers(kinds: Iterable[Kind]) -> dict[tuple[str, str], Handler]:
    """Every operation of the kinds, by service and operation name."""
    verbs = {"create": create, "describe": describe, "update": update, "delete": delete, "list": list_all}
    return {
        (kind.service, operation): (lambda call, kind=kind, verb=verb: verbs[verb](kind, call))
        for kind in kinds
        for verb, operation in kind.operations.items()
    }


def create(kind: Kind, call: Call) -> dict[str, Any]:
    record = {member: value for member, value in call.params.items() if member not in ("Tags", "ClientToken")}
    for check in kind.before_create:
        check(call, record)
    record |= {"CreationTime": now(), "LastModifiedTime": now()}
    record |= kind.computed(call, record)
    key = kind.key(record)
    if key in WORLD.of(call, kind):
        raise kind.exists or AwsError("ResourceInUse", f"{kind.name} {'/'.join(key)} already exists.")
    WORLD.of(call, kind)[key] = record
    if kind.arn_member:
        WORLD.tags[record[kind.arn_member]] = {tag["Key"]: tag["Value"] for tag in call.params.get("Tags") or []}
    for step in kind.after_create:
        step(call, record)
    return output(call, kind, record)


def describe(kind: Kind, call: Call) -> dict[str, Any]:
    return output(call, kind, kind.find(call))


def update(kind: Kind, call: Call) -> dict[str, Any]:
    record = kind.find(call)
    for check in kind.before_update:
        check(call, record)
    record |= {member: value for member, value in call.params.items() if member not in kind.identity}
    record["LastModifiedTime"] = now()
    return output(call, kind, record)


def delete(kind: Kind, call: Call) -> dict[str, Any]:
    record = kind.find(call)
    for check in kind.before_delete:
        check(call, record)
    del WORLD.of(call, kind)[kind.key(record)]
    if kind.arn_member:
        WORLD.tags.pop(record[kind.arn_member], None)
    for step in kind.after_delete:
        step(call, record)
    return output(call, kind, record)


def list_all(kind: Kind, call: Call) -> dict[str, Any]:
    wanted = {kind.filters[member]: value for member, value in call.params.items() if member in kind.filters}
    records = [r for r in kind.all(call) if all(r.get(member) == value for member, value in wanted.items())]
    members = output_shape(call).members[kind.list_member].member.members
    return {kind.list_member: [pick(members, record) for record in records]}


def output_shape(call: Call) -> StructureShape:
    assert call.model is not None
    return call.model.output_shape


def output(call: Call, kind: Kind, record: Record) -> dict[str, Any]:
    """What the operation's output shape has of the record."""
    shape = output_shape(call)
    if shape is None:
        return {}
    if kind.wrapper and kind.wrapper in shape.members:
        return {kind.wrapper: pick(shape.members[kind.wrapper].members, record)}
    return pick(shape.members, record)


def pick(members: dict[str, Shape], record: Record) -> Record:
    """The record's values for the members; times as text where the service's model wants text."""
    return {name: as_type(shape, record[name]) for name, shape in members.items() if name in record}


def as_type(shape: Shape, value: Any) -> Any:
    if shape.type_name == "string" and isinstance(value, float):
        return datetime.datetime.fromtimestamp(value, datetime.timezone.utc).isoformat(timespec="milliseconds")
    return value


def check_input(call: Call) -> None:
    """Refuses what botocore's model of the operation does not allow: missing, unknown and mistyped members."""
    assert call.model is not None
    if call.model.input_shape is None:
        return
    report = ParamValidator().validate(call.params, call.model.input_shape)
    unknown = sorted(set(call.params) - set(call.model.input_shape.members))
    if report.has_errors() or unknown:
        detail = report.generate_report() or f"unknown members: {', '.join(unknown)}"
        raise AwsError("ValidationException", f"1 validation error detected: {detail}")


def now() -> float:
    """Seconds since 1970, as the JSON protocols write time."""
    return round(time.time(), 3)


def arn(call: Call, resource: str) -> str:
    """ARN of a resource of the call's service in the call's account and region."""
    return f"arn:{call.partition}:{call.service}:{call.region}:{call.account}:{resource}"
