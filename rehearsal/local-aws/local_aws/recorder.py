"""Writes every call of the AWS API as one line of JSON: who, what, on which resource, in which phase, with what outcome."""

import json
import threading
from pathlib import Path
from typing import Any

from .call import Call
from .settings import SETTINGS

# Input members that name the resource of a call, the most telling first.
RESOURCE_MEMBERS = (
    "ResourceArn", "resourceArn", "TopicArn", "RoleArn", "PolicyArn", "Bucket", "KeyId", "TargetKeyId", "AliasName",
    "UserProfileName", "SpaceName", "DomainId", "StudioLifecycleConfigName", "RoleName", "PolicyName", "logGroupName",
    "FirewallRuleGroupAssociationId", "FirewallDomainListId", "FirewallRuleGroupId", "ResourceId", "VpcEndpointId", "GroupId",
    "SubnetId", "RouteTableId", "NetworkInterfaceId", "VpcId", "FileSystemId", "MountTargetId", "DomainName", "Name",
    "ApplicationArn", "IdentityStoreId",
)  # fmt: skip


class Recorder:
    """Appends to a JSON-lines file; safe to call from several threads."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", buffering=1)
        self.lock = threading.Lock()

    def record(self, call: Call, status: int, error: str) -> None:
        member, resource = resource_of(call.params)
        line = {
            "phase": SETTINGS.phase,
            "account": call.account,
            "role": call.role,
            # Who assumes a role does so for the session that it names.
            "session": call.session or call.params.get("RoleSessionName", ""),
            "region": call.region,
            "service": call.service,
            "operation": call.operation,
            "member": member,
            "resource": resource,
            "status": status,
        } | ({"error": error} if error else {}) | ({"input": call.params} if SETTINGS.inputs else {})
        with self.lock:
            self.file.write(json.dumps(line, default=as_text) + "\n")


def as_text(value: Any) -> str:
    """What JSON has no form for: bodies, times."""
    return value.decode() if isinstance(value, bytes) else str(value)


def resource_of(params: dict[str, Any]) -> tuple[str, str]:
    """The input member that names the call's resource, and what it says; both empty where no member does."""
    for member in RESOURCE_MEMBERS:
        value = params.get(member)
        if isinstance(value, str) and value:
            return member, value
    for member, value in params.items():
        if member.endswith("Ids") and isinstance(value, list) and value and isinstance(value[0], str):
            return member, value[0]
    return "", ""
