"""The Iceberg table of a feature group: what Glue says of it, and its metadata in S3. Format: iceberg.apache.org/spec."""

import json

SUFFIX = ".metadata.json"


FIRST = "/metadata/00000-"


def is_missing(key: str) -> bool:
    """Whether it is a version of the metadata that nobody has written."""
    return key.endswith(SUFFIX) and FIRST not in key


def parameters(location: str) -> dict:
    """The parameters of the table in Glue, as Athena and SageMaker write them."""
    return {"table_type": "ICEBERG", "metadata_location": f"{location}{FIRST}00000000-0000-0000-0000-000000000001{SUFFIX}"}


def metadata(bucket: str, key: str) -> bytes:
    """The metadata of a table that has no data yet."""
    location = f"s3://{bucket}/{key.split('/metadata/')[0]}"
    fields = [{"id": 1, "name": "id", "required": False, "type": "string"}]
    table = {
        "format-version": 2,
        "table-uuid": "00000000-0000-0000-0000-000000000001",
        "location": location,
        "last-sequence-number": 0,
        "last-updated-ms": 1796115600000,
        "last-column-id": 1,
        "schemas": [{"type": "struct", "schema-id": 0, "fields": fields}],
        "current-schema-id": 0,
        "partition-specs": [{"spec-id": 0, "fields": []}],
        "default-spec-id": 0,
        "last-partition-id": 999,
        "sort-orders": [{"order-id": 0, "fields": []}],
        "default-sort-order-id": 0,
        "properties": {},
        "snapshots": [],
    }
    return json.dumps(table).encode()
