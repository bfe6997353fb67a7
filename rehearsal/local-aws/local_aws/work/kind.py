"""What the kinds of work have in common: their naming, their lists, and that what is stopped takes a while."""

import time
from typing import Any

from ..call import Call
from ..errors import AwsError
from ..handlers import Handler
from ..kinds import Key, Kind, Record, arn, operations
from ..settings import SETTINGS


def kind(name: str, *, resource: str, state: str, starts_as: str, not_found: AwsError, verbs: Key, **rest: Any) -> Kind:
    """`resource`: the ARN's type; `state`: the member that holds the state, empty where there is none."""
    identity = rest.pop("identity", (f"{name}Name",))
    others = rest.pop("others", {})
    computed = rest.pop("computed", lambda call, record: {})
    return Kind(
        service="sagemaker",
        name=name,
        identity=identity,
        arn_member=f"{name}Arn",
        list_member=rest.pop("list_member", f"{name}Summaries"),
        not_found=not_found,
        operations=operations(name, *verbs) | others,
        computed=lambda call, record: {f"{name}Arn": arn(call, f"{resource}/{record.get(identity[0], '')}")} | ({state: starts_as} if state else {}) | computed(call, record),
        filters={"NameContains": identity[0], "StatusEquals": state} | rest.pop("filters", {}),
        refresh=lambda call, record: go_on(record, state),
        **rest,
    )


def go_on(record: Record, state: str) -> None:
    if record.get(state) == "Stopping" and time.monotonic() - record["Since"] >= SETTINGS.app_seconds:
        record[state] = "Stopped"


def stop(kind: Kind, state: str, called: str, running: Key) -> Handler:
    """Of work that has ended AWS refuses it: github.com/awslabs/benchmark-ai/issues/928, of a training job; not looked up of others."""

    def handle(call: Call) -> Record:
        record = kind.find(call)
        if record[state] not in (*running, "Stopping"):
            raise AwsError("ValidationException", f"The request was rejected because the {called} is in status {record[state]}.")
        if record[state] != "Stopping":
            record |= {state: "Stopping", "Since": time.monotonic()}
        return {kind.arn_member: record[kind.arn_member]} if "Execution" in kind.name else {}

    return handle
