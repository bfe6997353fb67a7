"""DNS Firewall's switch of each VPC: whether names resolve while it is impaired. It fails closed by default."""

from .. import network
from ..call import Call
from ..kinds import WORLD, Kind, Record
from .kind import SERVICE, not_found

CONFIG = Kind(
    service=SERVICE,
    name="FirewallConfig",
    identity=("ResourceId",),
    not_found=not_found("Firewall configuration of {0}"),
    operations={},
)


def config_of(call: Call) -> Record:
    """There from the start, one for each VPC."""
    vpc = call.params["ResourceId"]
    network.require_vpc(call, vpc)
    made = {"Id": WORLD.next_id("rslvr-fc-", 17), "ResourceId": vpc, "OwnerId": call.account, "FirewallFailOpen": "DISABLED"}
    return WORLD.of(call, CONFIG).setdefault((vpc,), made)


def get_config(call: Call) -> Record:
    return {"FirewallConfig": config_of(call)}


def update_config(call: Call) -> Record:
    record = config_of(call)
    record["FirewallFailOpen"] = call.params["FirewallFailOpen"]
    return {"FirewallConfig": record}


def list_configs(call: Call) -> Record:
    vpcs = network.ec2(call).vpcs
    return {"FirewallConfigs": [record for record in CONFIG.all(call) if record["ResourceId"] in vpcs]}


HANDLERS = {
    (SERVICE, "GetFirewallConfig"): get_config,
    (SERVICE, "UpdateFirewallConfig"): update_config,
    (SERVICE, "ListFirewallConfigs"): list_configs,
}
