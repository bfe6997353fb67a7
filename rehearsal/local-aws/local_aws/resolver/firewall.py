"""DNS Firewall: rule groups, their rules, and the VPCs that they are associated with."""

from .. import network
from ..call import Call
from ..handlers import handlers
from ..kinds import Kind, Record, operations
from .domain_lists import DOMAIN_LIST
from .kind import SERVICE, by_id, conflict, not_found, numbered


def refuse_group_in_use(call: Call, record: Record) -> None:
    if any(association["FirewallRuleGroupId"] == record["Id"] for association in ASSOCIATION.all(call)):
        raise conflict(f"Firewall rule group {record['Id']} is associated with a VPC.")
    if any(rule["FirewallRuleGroupId"] == record["Id"] for rule in RULE.all(call)):
        raise conflict(f"Firewall rule group {record['Id']} still has rules.")


def check_rule(call: Call, record: Record) -> None:
    GROUP.find(call, record)
    DOMAIN_LIST.find(call, record)
    block_response = record.get("BlockResponse")
    if (record["Action"] == "BLOCK") != bool(block_response):
        raise network.invalid("BlockResponse is required for action BLOCK and allowed for no other.")
    same_group = [rule for rule in RULE.all(call) if rule["FirewallRuleGroupId"] == record["FirewallRuleGroupId"]]
    if any(rule["Priority"] == record["Priority"] for rule in same_group):
        raise network.invalid(f"Priority {record['Priority']} is taken by another rule of the group.")


def check_association(call: Call, record: Record) -> None:
    GROUP.find(call, record)
    network.require_vpc(call, record["VpcId"])
    same_vpc = [association for association in ASSOCIATION.all(call) if association["VpcId"] == record["VpcId"]]
    if any(association["Priority"] == record["Priority"] for association in same_vpc):
        raise network.invalid(f"Priority {record['Priority']} is taken by another association of the VPC.")


def refuse_protected(call: Call, record: Record) -> None:
    if record.get("MutationProtection") == "ENABLED":
        raise network.invalid(f"Association {record['Id']} is protected against mutation.")


GROUP = by_id(
    "FirewallRuleGroup",
    called="Firewall rule group",
    arn_member="Arn",
    computed=lambda call, record: numbered(call, "rslvr-frg-", "firewall-rule-group")
    | {"OwnerId": call.account, "RuleCount": 0},
    before_delete=(refuse_group_in_use,),
)
RULE = Kind(
    service=SERVICE,
    name="FirewallRule",
    wrapper="FirewallRule",
    identity=("FirewallRuleGroupId", "FirewallDomainListId", "Qtype"),
    list_member="FirewallRules",
    not_found=not_found("Firewall rule {1} of group {0}"),
    exists=network.invalid("A rule of the group names this domain list already."),
    operations=operations("FirewallRule", "create", "update", "delete", "list"),
    filters={"FirewallRuleGroupId": "FirewallRuleGroupId", "Priority": "Priority", "Action": "Action"},
    computed=lambda call, record: {
        "FirewallDomainRedirectionAction": record.get("FirewallDomainRedirectionAction", "INSPECT_REDIRECTION_DOMAIN")
    },
    before_create=(check_rule,),
)
ASSOCIATION = by_id(
    "FirewallRuleGroupAssociation",
    called="Firewall rule group association",
    arn_member="Arn",
    verbs=("update", "list"),
    named={"create": "AssociateFirewallRuleGroup", "delete": "DisassociateFirewallRuleGroup"},
    filters={"FirewallRuleGroupId": "FirewallRuleGroupId", "VpcId": "VpcId", "Priority": "Priority"},
    computed=lambda call, record: numbered(call, "rslvr-frgassoc-", "firewall-rule-group-association")
    | {"MutationProtection": record.get("MutationProtection", "DISABLED")},
    before_create=(check_association,),
    before_delete=(refuse_protected,),
)

HANDLERS = handlers((GROUP, RULE, ASSOCIATION))
