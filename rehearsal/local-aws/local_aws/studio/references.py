"""What settings of domains, profiles and spaces refer to: it must exist."""

from collections.abc import Iterator
from typing import Any

from .. import network
from ..call import Call
from ..kinds import KINDS, Record


def values_of(settings: Any, *names: str) -> Iterator[str]:
    """Every string below the settings that stands at, or in a list at, one of the members."""
    if isinstance(settings, list):
        for item in settings:
            yield from values_of(item, *names)
    elif isinstance(settings, dict):
        for member, value in settings.items():
            if member in names:
                yield from [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]
            else:
                yield from values_of(value, *names)


# Members of settings that name lifecycle configurations.
SCRIPTS = ("LifecycleConfigArn", "LifecycleConfigArns", "BuiltInLifecycleConfigArn")


def check_settings(call: Call, settings: Record, vpc_id: str) -> None:
    network.require_groups(call, list(values_of(settings, "SecurityGroups")), vpc_id)
    for role in values_of(settings, "ExecutionRole"):
        network.require_role(call, role)
    known = {record["StudioLifecycleConfigArn"] for record in KINDS["StudioLifecycleConfig"].all(call)}
    for config in values_of(settings, *SCRIPTS):
        if config not in known:
            raise network.invalid(f"Studio lifecycle configuration {config} does not exist")


def check_child_settings(call: Call, record: Record) -> None:
    check_settings(call, call.params, KINDS["Domain"].find(call, record)["VpcId"])
