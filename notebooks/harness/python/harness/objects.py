"""A bucket that holds what the program wrote to it and, for every other key, something of the kind that the key's ending says."""

import datetime
import hashlib
import io
import json
import tarfile

from harness import iceberg, jumpstart, mlflow_server

MOMENT = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.timezone.utc)
kept: dict[tuple[str, str], bytes] = {}
gone: set[tuple[str, str]] = set()
parts: dict[str, list[bytes]] = {}


def answer(operation: str, parameters: dict) -> dict:
    """What S3's answer holds beside what the model says."""
    handler = HANDLERS.get(operation)
    return handler(parameters) if handler else {}


def content(bucket: str, key: str) -> bytes:
    """The object's content, whether the program wrote it or not."""
    place = (bucket, key)
    if place in kept:
        return kept[place]
    if key.endswith(iceberg.SUFFIX):
        return iceberg.metadata(bucket, key)
    if key in mlflow_server.MODEL:
        return mlflow_server.MODEL[key]
    special = jumpstart.content(bucket, key)
    return special if special is not None else _of_kind(key)


def _of_kind(key: str) -> bytes:
    if key.endswith(".tar.gz"):
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w:gz") as archive:
            for name in ("model.joblib", "output.txt", "notebook.ipynb", "inference.py"):
                entry = tarfile.TarInfo(name)
                entry.size = 2
                archive.addfile(entry, io.BytesIO(b"{}"))
        return target.getvalue()
    if ".parquet" in key:
        import pandas

        target = io.BytesIO()
        pandas.DataFrame({"id": [1, 2], "value": ["a", "b"]}).to_parquet(target)
        return target.getvalue()
    if key.endswith((".csv", ".out", ".txt", ".data")):
        return b"a,b\n1,2\n3,4\n"
    return b"{}"


def _read(parameters: dict) -> dict:
    place = (parameters["Bucket"], parameters["Key"])
    if place in gone or (place not in kept and iceberg.is_missing(parameters["Key"])):
        return {"Error": {"Code": "404", "Message": "Not Found"}}
    data = content(*place)
    whole = len(data)
    extra = {}
    if sent := parameters.get("Range"):
        first, _, last = sent.removeprefix("bytes=").partition("-")
        start = int(first) if first else max(whole - int(last), 0)
        end = min(int(last), whole - 1) if first and last else whole - 1
        data = data[start : end + 1]
        extra = {"ContentRange": f"bytes {start}-{end}/{whole}"}
    return {"Body": data, "ContentLength": len(data), "LastModified": MOMENT, "ETag": _etag(data), "Metadata": {}, **extra}


def _head(parameters: dict) -> dict:
    answer = _read(parameters)
    answer.pop("Body", None)
    return answer


def _write(parameters: dict) -> dict:
    place = (parameters["Bucket"], parameters["Key"])
    gone.discard(place)
    kept[place] = _bytes(parameters.get("Body", b""))
    return {"ETag": _etag(kept[place])}


def _copy(parameters: dict) -> dict:
    source = parameters["CopySource"]
    if isinstance(source, str):
        bucket, _, key = source.lstrip("/").partition("/")
        source = {"Bucket": bucket, "Key": key}
    kept[(parameters["Bucket"], parameters["Key"])] = content(source["Bucket"], source["Key"])
    return {}


def _part(parameters: dict) -> dict:
    parts.setdefault(parameters["Key"], []).append(_bytes(parameters.get("Body", b"")))
    return {"ETag": '"part"'}


def _complete(parameters: dict) -> dict:
    kept[(parameters["Bucket"], parameters["Key"])] = b"".join(parts.pop(parameters["Key"], []))
    return {}


def _remove(parameters: dict) -> dict:
    targets = [{"Key": parameters["Key"]}] if "Key" in parameters else parameters["Delete"]["Objects"]
    for target in targets:
        kept.pop((parameters["Bucket"], target["Key"]), None)
        gone.add((parameters["Bucket"], target["Key"]))
    return {} if "Key" in parameters else {"Deleted": [{"Key": target["Key"]} for target in targets], "Errors": []}


def _list(parameters: dict) -> dict:
    bucket, prefix = parameters["Bucket"], parameters.get("Prefix") or ""
    keys = sorted(key for holder, key in kept if holder == bucket and key.startswith(prefix))
    if not keys and not iceberg.is_missing(prefix.rstrip("/")) and not any(holder == bucket and key.startswith(prefix) for holder, key in gone):
        is_key = "." in prefix.rsplit("/", 1)[-1]
        keys = [prefix if is_key else f"{prefix.rstrip('/')}/some.json".lstrip("/")]
        keys = sorted(key for key in mlflow_server.MODEL if prefix and key.startswith(prefix)) or keys
    found = [
        {"Key": key, "Size": len(content(bucket, key)), "ETag": '"0"', "LastModified": MOMENT, "StorageClass": "STANDARD"}
        for key in keys
    ]
    return {"Contents": found, "IsTruncated": False, "CommonPrefixes": []}


def _list_v2(parameters: dict) -> dict:
    answer = _list(parameters)
    return {**answer, "KeyCount": len(answer["Contents"])}


def _bytes(body: object) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if not hasattr(body, "read"):
        return bytes(body)
    at = body.tell()
    data = body.read()
    body.seek(at)
    return data.encode() if isinstance(data, str) else data


def _etag(data: bytes) -> str:
    return f'"{hashlib.md5(data).hexdigest()}"'


HANDLERS = {
    "GetObject": _read,
    "HeadObject": _head,
    "PutObject": _write,
    "CopyObject": _copy,
    "CreateMultipartUpload": lambda _: {"UploadId": "some-upload"},
    "UploadPart": _part,
    "CompleteMultipartUpload": _complete,
    "DeleteObject": _remove,
    "DeleteObjects": _remove,
    "ListObjects": _list,
    "ListObjectsV2": _list_v2,
    "ListObjectVersions": lambda p: {"IsTruncated": False, "DeleteMarkers": [], "CommonPrefixes": []},
}
