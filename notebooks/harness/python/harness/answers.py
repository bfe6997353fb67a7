"""Answers a request as AWS would that grants everything: written by hand where an SDK reads the answer, else from the model."""

import io

from harness import generated, objects, valid
from harness.memory import remembered
from harness.tables import failing
from harness.written import written


def to(operation, parameters: dict, later: bool) -> tuple[int, dict]:
    """HTTP status and parsed answer. `later` asks for bodies that are read asynchronously."""
    service, name = operation.service_model.service_name, operation.name
    remembered.keep(operation, parameters)
    if (code := failing(name, parameters)) is not None:
        return 400, {"Error": {"Code": code, "Message": "not found"}}
    answer = generated.output(operation, parameters)
    answer.update(remembered.about(operation, parameters))
    if service == "s3":
        answer.update(objects.answer(name, parameters))
        if "Error" in answer:
            return 404, {"Error": answer["Error"]}
    written(service, name, parameters, answer)
    valid.check(operation, answer)
    for key, value in answer.items():
        if isinstance(value, bytes) and _streams(operation, key):
            answer[key] = _body(value, later)
    return 200, answer


def _streams(operation, member: str) -> bool:
    return operation.has_streaming_output and operation.output_shape.serialization.get("payload") == member


def _body(content: bytes, later: bool):
    from botocore.response import StreamingBody

    if not later:
        return StreamingBody(io.BytesIO(content), len(content))
    return _Later(content)


class _Later:
    """A body as aiobotocore gives it."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    async def read(self, size: int = -1) -> bytes:
        return self._content.read(size)

    async def __aenter__(self) -> "_Later":
        return self

    async def __aexit__(self, *_) -> None:
        return None

    def close(self) -> None:
        return None
