"""Where moto misjudges what AWS accepts: its functions replaced by ones that judge as AWS does."""

import json
import os
from typing import Any

from moto.s3.models import LOGGING_SERVICE_PRINCIPAL, FakeBucket


def lets_logging_write(target_bucket: Any, target_prefix: str | None) -> bool:
    """Whether the bucket's policy lets S3's logging service write; moto breaks on `"Principal": "*"` beside it."""
    policy = json.loads(target_bucket.policy or b'{"Statement": []}')
    objects = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/"
    return any(
        statement["Effect"] == "Allow"
        and isinstance(statement.get("Principal"), dict)
        and LOGGING_SERVICE_PRINCIPAL in as_list(statement["Principal"].get("Service", []))
        and "s3:PutObject" in as_list(statement["Action"])
        and {f"{objects}*", f"{objects}{target_prefix or ''}*"} & set(as_list(statement["Resource"]))
        for statement in policy["Statement"]
    )


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def apply() -> None:
    # moto lets every account use every bucket; AWS answers that access is denied, and no bucket here admits another account.
    os.environ["MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS"] = "false"
    FakeBucket._log_permissions_enabled_policy = staticmethod(lets_logging_write)
