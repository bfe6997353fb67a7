"""Route 53 Resolver: DNS Firewall (domain lists, rule groups, rules, associations, the fail-open switch) and query logs."""

from typing import Any

from . import network
from .call import Call
from .errors import AwsError
from .kinds import WORLD, Kind, Record, arn, delete, handlers, now


def not_found(what: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{what} does not exist")


def conflict(message: str) -> AwsError:
    return AwsError("ConflictException", message)


def operations(name: str, **verbs: str) -> dict[str, str]:
    """create, describe, delete and list by Resolver's naming; others by name."""
    return {
        "create": f"Create{name}",
        "describe": f"Get{name}",
        "delete": f"Delete{name}",
        "list": f"List{name}s",
    } | verbs


def numbered(prefix: str, resource: str) -> Any:
    def complete(call: Call, record: Record) -> Record:
        made = WORLD.next_id(prefix, 17)
        return {"Id": made, "Arn": arn(call, f"{resource}/{made}"), "Status": "COMPLETE", "ShareStatus": "NOT_SHARED", "ModificationTime": now()}

    return complete


def refuse_list_in_use(call: Call, record: Record) -> None:
    if any(rule["FirewallDomainListId"] == record["Id"] for rule in RULE.all(call)):
        raise conflict(f"Firewall domain list {record['Id']} is in use by a firewall rule.")


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


def refuse_log_in_use(call: Call, record: Record) -> None:
    if any(association["ResolverQueryLogConfigId"] == record["Id"] for association in QUERY_LOG_ASSOCIATION.all(call)):
        raise AwsError("InvalidRequestException", f"Query log configuration {record['Id']} is associated with a VPC.")


def check_log_association(call: Call, record: Record) -> None:
    QUERY_LOG.find(call, record)
    network.require_vpc(call, record["ResourceId"])


class ById(Kind):
    """A kind whose own records hold as `Id` what requests and other records call `<name>Id`."""

    def key(self, source: Record) -> tuple[str, ...]:
        return (str(source.get(f"{self.name}Id") or source.get("Id", "")),)


DOMAIN_LIST = ById(
    service="route53resolver",
    name="FirewallDomainList",
    wrapper="FirewallDomainList",
    identity=("Id",),
    arn_member="Arn",
    list_member="FirewallDomainLists",
    not_found=not_found("Firewall domain list {0}"),
    operations=operations("FirewallDomainList"),
    computed=lambda call, record: numbered("rslvr-fdl-", "firewall-domain-list")(call, record) | {"Domains": [], "DomainCount": 0},
    before_delete=(refuse_list_in_use,),
)
GROUP = ById(
    service="route53resolver",
    name="FirewallRuleGroup",
    wrapper="FirewallRuleGroup",
    identity=("Id",),
    arn_member="Arn",
    list_member="FirewallRuleGroups",
    not_found=not_found("Firewall rule group {0}"),
    operations=operations("FirewallRuleGroup"),
    computed=lambda call, record: numbered("rslvr-frg-", "firewall-rule-group")(call, record)
    | {"OwnerId": call.account, "RuleCount": 0},
    before_delete=(refuse_group_in_use,),
)
RULE = Kind(
    service="route53resolver",
    name="FirewallRule",
    wrapper="FirewallRule",
    identity=("FirewallRuleGroupId", "FirewallDomainListId", "Qtype"),
    list_member="FirewallRules",
    not_found=not_found("Firewall rule {1} of group {0}"),
    operations={verb: name for verb, name in operations("FirewallRule", update="UpdateFirewallRule").items() if verb != "describe"},
    filters={"FirewallRuleGroupId": "FirewallRuleGroupId", "Priority": "Priority", "Action": "Action"},
    computed=lambda call, record: {
        "FirewallDomainRedirectionAction": record.get("FirewallDomainRedirectionAction", "INSPECT_REDIRECTION_DOMAIN")
    },
    before_create=(check_rule,),
)
ASSOCIATION = ById(
    service="route53resolver",
    name="FirewallRuleGroupAssociation",
    wrapper="FirewallRuleGroupAssociation",
    identity=("Id",),
    arn_member="Arn",
    list_member="FirewallRuleGroupAssociations",
    not_found=not_found("Firewall rule group association {0}"),
    operations=operations(
        "FirewallRuleGroupAssociation",
        create="AssociateFirewallRuleGroup",
        update="UpdateFirewallRuleGroupAssociation",
        delete="DisassociateFirewallRuleGroup",
    ),
    filters={"FirewallRuleGroupId": "FirewallRuleGroupId", "VpcId": "VpcId", "Priority": "Priority"},
    computed=lambda call, record: numbered("rslvr-frgassoc-", "firewall-rule-group-association")(call, record)
    | {"MutationProtection": record.get("MutationProtection", "DISABLED")},
    before_create=(check_association,),
    before_delete=(refuse_protected,),
)
QUERY_LOG = ById(
    service="route53resolver",
    name="ResolverQueryLogConfig",
    wrapper="ResolverQueryLogConfig",
    identity=("Id",),
    arn_member="Arn",
    list_member="ResolverQueryLogConfigs",
    not_found=not_found("Query log configuration {0}"),
    operations=operations("ResolverQueryLogConfig"),
    computed=lambda call, record: numbered("rslvr-qlc-", "resolver-query-log-config")(call, record)
    | {"Status": "CREATED", "OwnerId": call.account, "AssociationCount": 0},
    before_delete=(refuse_log_in_use,),
)
QUERY_LOG_ASSOCIATION = ById(
    service="route53resolver",
    name="ResolverQueryLogConfigAssociation",
    wrapper="ResolverQueryLogConfigAssociation",
    identity=("Id",),
    list_member="ResolverQueryLogConfigAssociations",
    not_found=not_found("Query log configuration association {0}"),
    operations={
        "create": "AssociateResolverQueryLogConfig",
        "describe": "GetResolverQueryLogConfigAssociation",
        "list": "ListResolverQueryLogConfigAssociations",
    },
    computed=lambda call, record: {"Id": WORLD.next_id("rslvr-qlcassoc-", 17), "Status": "ACTIVE", "Error": "NONE"},
    before_create=(check_log_association,),
)
# One for each VPC, there from the start; answers by default that the firewall fails closed.
CONFIG = Kind(
    service="route53resolver",
    name="FirewallConfig",
    identity=("ResourceId",),
    not_found=not_found("Firewall configuration of {0}"),
    operations={},
)
KINDS = (DOMAIN_LIST, GROUP, RULE, ASSOCIATION, QUERY_LOG, QUERY_LOG_ASSOCIATION)


def with_dot(domain: str) -> str:
    return domain if domain.endswith(".") else f"{domain}."


def update_domains(call: Call) -> Record:
    record = DOMAIN_LIST.find(call)
    named = [with_dot(domain) for domain in call.params["Domains"]]
    before = record["Domains"]
    match call.params["Operation"]:
        case "ADD":
            after = before + [domain for domain in named if domain not in before]
        case "REMOVE":
            after = [domain for domain in before if domain not in named]
        case _:
            after = named
    record |= {"Domains": after, "DomainCount": len(after), "ModificationTime": now()}
    return {"Id": record["Id"], "Name": record["Name"], "Status": "COMPLETE", "StatusMessage": "Finished domain list update"}


def list_domains(call: Call) -> Record:
    return {"Domains": DOMAIN_LIST.find(call)["Domains"]}


def config_of(call: Call) -> Record:
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


def stop_query_log(call: Call) -> Record:
    """Named by what it joins, not by its own id."""
    log, vpc = call.params["ResolverQueryLogConfigId"], call.params["ResourceId"]
    for record in QUERY_LOG_ASSOCIATION.all(call):
        if (record["ResolverQueryLogConfigId"], record["ResourceId"]) == (log, vpc):
            call.params["Id"] = record["Id"]
            return delete(QUERY_LOG_ASSOCIATION, call)
    raise not_found(f"Association of query log configuration {log} with {vpc}")


HANDLERS = handlers(KINDS) | {
    ("route53resolver", "UpdateFirewallDomains"): update_domains,
    ("route53resolver", "ListFirewallDomains"): list_domains,
    ("route53resolver", "GetFirewallConfig"): get_config,
    ("route53resolver", "UpdateFirewallConfig"): update_config,
    ("route53resolver", "ListFirewallConfigs"): list_configs,
    ("route53resolver", "DisassociateResolverQueryLogConfig"): stop_query_log,
}
# moto tags its own Resolver resources; these answer for the others.
TAG_HANDLERS = {
    ("route53resolver", "ListTagsForResource"): list_tags,
    ("route53resolver", "TagResource"): tag,
    ("route53resolver", "UntagResource"): untag,
}
