"""Tags of what the extension keeps of Resolver; moto tags its own."""

from ..call import Call
from ..kinds import WORLD, Record
from .kind import SERVICE


def list_tags(call: Call) -> Record:
    tags = WORLD.tags[call.params["ResourceArn"]]
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())]}


def tag(call: Call) -> Record:
    WORLD.tags[call.params["ResourceArn"]].update({pair["Key"]: pair["Value"] for pair in call.params["Tags"]})
    return {}


def untag(call: Call) -> Record:
    for key in call.params["TagKeys"]:
        WORLD.tags[call.params["ResourceArn"]].pop(key, None)
    return {}


HANDLERS = {
    (SERVICE, "ListTagsForResource"): list_tags,
    (SERVICE, "TagResource"): tag,
    (SERVICE, "UntagResource"): untag,
}
