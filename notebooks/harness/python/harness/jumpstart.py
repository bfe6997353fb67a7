"""What JumpStart's buckets hold, as far as the SDK reads it: the manifest of models and each model's specification."""


def content(bucket: str, key: str) -> bytes | None:
    """The object of JumpStart's bucket, or nothing where the bucket is another one."""
    return None
