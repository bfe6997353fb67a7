"""What AWS's answers carry and moto's lack: one function for each call, run on moto's answer."""

import datetime
import html
import re
import time
import urllib.parse
from collections.abc import Callable

from moto.s3.models import s3_backends

from .call import Call
from .errors import Response
from .kinds import WORLD
from .network import ec2, groups_of
from .settings import SETTINGS

MINIMUM_OBJECT_SIZE = "x-amz-transition-default-minimum-object-size"


def keep_minimum_object_size(call: Call, answer: Response) -> Response:
    """The provider waits until it reads the header that it wrote."""
    size = call.params.get("TransitionDefaultMinimumObjectSize") or "all_storage_classes_128K"
    WORLD.notes[(call.params["Bucket"], MINIMUM_OBJECT_SIZE)] = size
    return read_minimum_object_size(call, answer)


def read_minimum_object_size(call: Call, answer: Response) -> Response:
    status, headers, body = answer
    size = WORLD.notes.get((call.params["Bucket"], MINIMUM_OBJECT_SIZE))
    return status, headers | ({MINIMUM_OBJECT_SIZE: size} if size else {}), body


def clear_default_subnet(call: Call, answer: Response) -> Response:
    """moto takes a zone's first subnet for the default one, with public addresses; AWS makes defaults only in default VPCs."""
    for subnets in ec2(call).subnets.values():
        for subnet in subnets.values():
            if subnet.vpc_id == call.params["VpcId"]:
                subnet.default_for_az = subnet.map_public_ip_on_launch = False
    return answer


def keep_rule_descriptions(call: Call, answer: Response) -> Response:
    """moto keeps descriptions of address ranges only, not those of rules for groups and prefix lists."""
    described = [
        source.get("Description")
        for permission in call.params.get("IpPermissions") or []
        for member in ("IpRanges", "Ipv6Ranges", "UserIdGroupPairs", "PrefixListIds")
        for source in permission.get(member) or []
    ]
    made = re.findall(rb"<securityGroupRuleId>([^<]+)", answer[2])
    texts = dict(zip((rule_id.decode() for rule_id in made), described))
    for group in groups_of(call):
        for rule in [*group.ingress_rules, *group.egress_rules]:
            if texts.get(rule.id):
                rule.ip_range = {**rule.ip_range, "Description": texts[rule.id]}
    return answer


def keep_bucket_tags(call: Call, answer: Response) -> Response:
    """AWS takes tags with a new bucket; moto drops them."""
    tags = (call.params.get("CreateBucketConfiguration") or {}).get("Tags") or []
    backend = s3_backends[call.account][call.partition]
    backend.put_bucket_tagging(call.params["Bucket"], {tag["Key"]: tag["Value"] for tag in tags})
    return answer


def encode_document(call: Call, answer: Response) -> Response:
    """URL-encoded, as IAM's API reference says of GetPolicyVersion: whoever reads it decodes a % in it. moto does so elsewhere."""
    status, headers, body = answer
    return status, headers, re.sub(rb"(?<=<Document>)[^<]*", lambda found: urllib.parse.quote(html.unescape(found[0].decode())).encode(), body)


def shorten_session(call: Call, answer: Response) -> Response:
    """Sessions of AWS live 15 minutes at least: too long for a rehearsal to see one expire."""
    if SETTINGS.session_seconds == 0:
        return answer
    status, headers, body = answer
    end = time.time() + SETTINGS.session_seconds
    [key] = re.findall(rb"<AccessKeyId>([^<]+)", body)
    SETTINGS.expiry[key.decode()] = end
    told = datetime.datetime.fromtimestamp(end, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return status, headers, re.sub(rb"<Expiration>[^<]+", b"<Expiration>" + told.encode(), body)


AMENDMENTS: dict[tuple[str, str], Callable[[Call, Response], Response]] = {
    ("s3", "PutBucketLifecycleConfiguration"): keep_minimum_object_size,
    ("ec2", "CreateSubnet"): clear_default_subnet,
    ("ec2", "AuthorizeSecurityGroupIngress"): keep_rule_descriptions,
    ("ec2", "AuthorizeSecurityGroupEgress"): keep_rule_descriptions,
    ("iam", "GetPolicyVersion"): encode_document,
    ("sts", "AssumeRole"): shorten_session,
    ("s3", "CreateBucket"): keep_bucket_tags,
    ("s3", "GetBucketLifecycleConfiguration"): read_minimum_object_size,
}
