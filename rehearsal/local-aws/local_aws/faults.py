"""The runner's requests that disturb an apply and look at what it left: see gate.py and imports.py."""

import base64
from typing import Any

from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from .gate import GATE
from .imports import importable


def list_importable(request: dict[str, Any]) -> dict[str, Any]:
    return {"resources": importable(request["account"], request["region"])}


def stop(request: dict[str, Any]) -> dict[str, Any]:
    """Input: nth, and any of operation, performs: see Gate.stop_at."""
    GATE.stop_at(request["nth"], request.get("operation", ""), request.get("performs", False))
    return {}


def release(request: dict[str, Any]) -> dict[str, Any]:
    """Input: drops."""
    GATE.release(request["drops"])
    return {}


def gate_state(_request: dict[str, Any]) -> dict[str, Any]:
    return GATE.state()


def object_content(request: dict[str, Any]) -> dict[str, Any]:
    """Input: account, region, bucket, key, and content (Base64) to replace what is there; null deletes. Answers what was there, or null."""
    s3 = s3_backends[request["account"]][get_partition(request["region"])]
    found = s3.get_object(request["bucket"], request["key"])
    before = base64.b64encode(found.value).decode() if found is not None else None
    if "content" in request:
        if request["content"] is None:
            s3.delete_object(request["bucket"], request["key"])
        else:
            s3.put_object(request["bucket"], request["key"], base64.b64decode(request["content"]))
    return {"content": before}


ROUTES = {
    "/importable": list_importable,
    "/stop": stop,
    "/release": release,
    "/gate": gate_state,
    "/object": object_content,
}
