"""The operations of kinds: create, describe, update, delete and list, as a kind's row says."""

from collections.abc import Callable, Iterable
from typing import Any

from .call import Call
from .errors import AwsError
from .kinds import WORLD, Kind, now
from .settings import SETTINGS
from .shapes import output, output_shape, pick

Handler = Callable[[Call], dict[str, Any]]


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
    changed = {member: value for member, value in call.params.items() if member not in kind.identity}
    record |= merged(record, changed) if SETTINGS.blocks_merge else changed
    record["LastModifiedTime"] = now()
    for step in kind.after_update:
        step(call, record)
    return output(call, kind, record)


def merged(kept: Any, changed: Any) -> Any:
    """What an update leaves out of a block stays as it is."""
    if not isinstance(kept, dict) or not isinstance(changed, dict):
        return changed
    return kept | {member: merged(kept.get(member), value) for member, value in changed.items()}


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
    wanted = {name: value for name, value in call.params.items() if name in kind.filters}
    records = [record for record in kind.all(call) if all(meets(name, value, record.get(kind.filters[name])) for name, value in wanted.items())]
    members = output_shape(call).members[kind.list_member].member.members
    return {kind.list_member: [pick(members, record) for record in records]}


def meets(name: str, wanted: str, value: Any) -> bool:
    """Whether a record passes a list's filter, which says by its name how it compares: ...Contains, ...Prefix, or the value itself."""
    if name.endswith("Contains"):
        return wanted in (value or "")
    if name.endswith("Prefix"):
        return (value or "").startswith(wanted)
    return value == wanted
