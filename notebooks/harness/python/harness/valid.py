"""Holds an answer against AWS's documented shape (botocore's service models): an id that the stand-in gives is one that AWS could have given."""

import datetime
import re

KINDS = {
    "structure": dict,
    "map": dict,
    "list": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
}


class InvalidAnswer(Exception):
    """The harness's own fault: the answer is none that AWS gives."""


def check(operation, answer: dict) -> None:
    """Raises InvalidAnswer with everything that AWS's model of the answer does not allow."""
    shape = operation.output_shape
    wrong = list(_structure(shape, answer, operation.name)) if shape else []
    if wrong:
        raise InvalidAnswer("; ".join(wrong))


def _structure(shape, given: dict, path: str):
    for name in given.keys() - shape.members.keys():
        yield f"{path}.{name} is no member"
    for name in shape.required_members:
        if given.get(name) is None:
            yield f"{path}.{name} is required"
    for name, inner in given.items():
        if name in shape.members and inner is not None:
            yield from value(shape.members[name], inner, f"{path}.{name}")


def value(shape, given: object, path: str):
    """What AWS's model of a value does not allow of this one."""
    kind = shape.type_name
    expected = KINDS.get(kind)
    if expected and not isinstance(given, expected):
        yield f"{path} must be a {kind}, not {given!r}"
    elif kind == "structure":
        yield from _structure(shape, given, path)
    elif kind == "list":
        for at, inner in enumerate(given):
            yield from value(shape.member, inner, f"{path}[{at}]")
    elif kind == "map":
        for key, inner in given.items():
            yield from value(shape.key, key, f"{path}.{key}")
            yield from value(shape.value, inner, f"{path}.{key}")
    elif kind == "string":
        yield from text(shape, given, path)
    elif kind == "timestamp" and not isinstance(given, (datetime.datetime, str)):
        yield f"{path} must be a time, not {given!r}"


def text(shape, value: str, path: str):
    """What AWS's model of a text does not allow of this one."""
    least, most, pattern = (shape.metadata.get(key) for key in ("min", "max", "pattern"))
    if shape.enum and value not in shape.enum:
        yield f"{path} must be one of {', '.join(shape.enum)}, not {value!r}"
    if len(value) < (least or 0) or len(value) > (most or len(value)):
        yield f"{path} must have {least} to {most} characters, not {value!r}"
    if pattern and not _matches(pattern, value):
        yield f"{path} must match {pattern}, not {value!r}"


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:
        # Java's classes of Unicode, which Python does not know: all of them take printable ASCII.
        return value.isascii() and value.isprintable()
