"""Says in one sentence which guardrail denied a call, and what to write instead."""

from studio_enclave import names, requests
from studio_enclave.settings import settings

MARK = "[studio-enclave]"
NO_ENDPOINT = f"{MARK} No internet here, and no endpoint for this service; the platform team may add one (extraInterfaceEndpoints)."


def sentence(model, params, message):
    """For a denied call: its operation, the parameters that were sent, AWS's message."""
    it = settings()
    said = _of_s3(it, params) if model.service_model.service_name == "s3" else _of(it, model.name, params, message)
    return f"{MARK} {said}"


def _of_s3(it, params):
    bucket = params.get("Bucket")
    if bucket is None:
        return f"Buckets cannot be listed; the team's is {it['bucket']} (studio_enclave.bucket)."
    if not requests.is_own(bucket):
        return f"{bucket} is not team {it['team']}'s; use studio_enclave.bucket, or have it declared (readOnlyBuckets)."
    if params.get("SSECustomerAlgorithm") or any(
        params.get(key, own) != own for key, own in (("ServerSideEncryption", "aws:kms"), ("SSEKMSKeyId", it["data_key"]))
    ):
        return "Objects take the bucket's own key only; leave encryption out, or give studio_enclave.data_key."
    return f"Team {it['team']} is not granted this on {bucket}."


def _of(it, operation, params, message):
    if "iam:PassRole" in message:
        return "Only the team's own role can be given; leave the role out, or give studio_enclave.role."
    for key in ("Subnets", "SecurityGroupIds"):
        if not set(sum(_values(params, {key}), [])) <= set(it["network"][key]):
            return f"Only the team's own {key} can be given; leave VpcConfig out, or give studio_enclave.network."
    if set(_values(params, {"VolumeKmsKeyId"})) - {it["volume_key"]}:
        return "Volumes take the team's own key only; leave the key out, or give studio_enclave.volume_key."
    strange = [each for each in _values(params, names.LONGEST) if not each.startswith(it["prefix"])]
    if strange:
        return f"{strange[0]} is not team {it['team']}'s, whose names begin with {it['prefix']} (studio_enclave.name)."
    if "explicit deny" in message:
        return f"{operation} is denied to every team: compute names its network, and nothing is shared."
    return f"Team {it['team']} is not granted {operation} on this."


def _values(value, keys):
    """Everything below that stands under one of the keys."""
    if isinstance(value, list):
        return [found for each in value for found in _values(each, keys)]
    if not isinstance(value, dict):
        return []
    own = [inner for key, inner in value.items() if key in keys and isinstance(inner, (str, list))]
    return own + [found for each in value.values() for found in _values(each, keys)]
