"""What AWS's published model of a call says of its values: words, patterns, lengths, sizes. botocore itself checks none but the smallest ones."""

import functools
import re
from collections.abc import Iterator
from typing import Any

from botocore.model import Shape

from .call import Call
from .errors import AwsError

# The code that each service answers with. EC2's model says nothing of values; S3's says words alone.
CODES = {
    "iam": "ValidationError",
    "identitystore": "ValidationException",
    "kms": "ValidationException",
    "logs": "InvalidParameterException",
    "route53resolver": "ValidationException",
    "s3": "MalformedXML",
    "sagemaker": "ValidationException",
    "sso-admin": "ValidationException",
}


def check_constraints(call: Call) -> None:
    """Raises AwsError with every value that the model of the operation does not allow."""
    if call.service not in CODES or call.model is None or call.model.input_shape is None:
        return
    broken = [f"Value {value!r} at '{path}' failed to satisfy constraint: {rule}" for path, value, rule in violations(call.model.input_shape, call.params, "")]
    if broken:
        plural = "s" if len(broken) > 1 else ""
        raise AwsError(CODES[call.service], f"{len(broken)} validation error{plural} detected: {'; '.join(broken)}")


def violations(shape: Shape, value: Any, path: str) -> Iterator[tuple[str, Any, str]]:
    """Path, value and the rule that is broken; a mistyped value is botocore's to find."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name in value.keys() & shape.members.keys():
            yield from violations(shape.members[name], value[name], f"{path}.{name}".lstrip("."))
    elif shape.type_name == "list" and isinstance(value, list):
        yield from sizes(shape, len(value), path, value)
        for item in value:
            yield from violations(shape.member, item, path)
    elif shape.type_name == "string" and isinstance(value, str):
        yield from sizes(shape, len(value), path, value)
        words = shape.metadata.get("enum")
        if words and value not in words:
            yield path, value, f"Member must satisfy enum value set: {words}"
        pattern = compiled(shape.metadata.get("pattern", ""))
        if pattern is not None and not pattern.fullmatch(value):
            yield path, value, f"Member must satisfy regular expression pattern: {pattern.pattern}"
    elif shape.type_name in ("integer", "long") and isinstance(value, int):
        yield from sizes(shape, value, path, value)


def sizes(shape: Shape, size: int, path: str, value: Any) -> Iterator[tuple[str, Any, str]]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield path, value, f"Member must be, or have a length, greater than or equal to {least}"
    if most is not None and size > most:
        yield path, value, f"Member must be, or have a length, less than or equal to {most}"


@functools.cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """None where there is no pattern, or one in words of Java's that Python does not know (\\p{L})."""
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None
