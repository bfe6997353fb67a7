"""Writes what a program asks for, one JSON object a line, to the file that HARNESS_RECORD names; child processes add to it."""

import datetime
import io
import json
import os
import threading
from collections.abc import Mapping

LONGEST = 1000
# The one thread in which s3fs sends: its requests have an order.
IO = "fsspecIO"
LEFT_OUT = {"Body", "Environment", "HyperParameters", "StaticHyperParameters", "ZipFile"}


def write(entry: dict) -> None:
    """Appends one entry. Does nothing outside of a program's run."""
    if file := os.environ.get("HARNESS_RECORD"):
        if threading.current_thread() is not threading.main_thread() and threading.current_thread().name != IO:
            entry = {**entry, "beside": True}
        with io.open(file, "a", encoding="utf8") as lines:
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")


def compact(value: object) -> object:
    """A parameter without what no policy reads: content, code and long texts. JSON texts become what they hold."""
    if isinstance(value, Mapping):
        return {
            str(key): compact(inner)
            for key, inner in value.items()
            if key not in LEFT_OUT and not _is_content(inner)
        }
    if isinstance(value, (list, tuple)):
        return [compact(inner) for inner in value]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, str):
        if value.startswith("{"):
            try:
                return compact(json.loads(value))
            except ValueError:
                pass
        return value if len(value) <= LONGEST else f"<{LONGEST} characters or more>"
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    return str(value)[:LONGEST]


def _is_content(value: object) -> bool:
    return isinstance(value, (bytes, bytearray, memoryview)) or hasattr(value, "read")
