"""What goes in and what comes out, by botocore's model of an operation."""

import datetime
from typing import Any

from botocore.model import Shape, StructureShape
from botocore.validate import ParamValidator

from .call import Call
from .errors import AwsError
from .kinds import Kind, Record


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
