"""What settings of domains, profiles and spaces refer to: it must exist."""

from .. import network
from ..call import Call
from ..kinds import KINDS, Record
from .images import check_custom_images
from .settings_values import values_of


# Members of settings that name lifecycle configurations.
SCRIPTS = ("LifecycleConfigArn", "LifecycleConfigArns", "BuiltInLifecycleConfigArn")


def check_settings(call: Call, settings: Record, vpc_id: str) -> None:
    network.require_groups(call, list(values_of(settings, "SecurityGroups")), vpc_id)
    for role in values_of(settings, "ExecutionRole"):
        network.require_role(call, role)
    known = {record["StudioLifecycleConfigArn"] for record in KINDS["StudioLifecycleConfig"].all(call)}
    for config in values_of(settings, *SCRIPTS):
        if config not in known:
            raise network.invalid(f"Studio lifecycle configuration {config} does not exist")
    check_custom_images(call, settings)


def check_child_settings(call: Call, record: Record) -> None:
    check_settings(call, call.params, KINDS["Domain"].find(call, record)["VpcId"])
