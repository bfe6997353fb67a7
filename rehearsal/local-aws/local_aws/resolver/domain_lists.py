"""Lists of domains, which DNS Firewall's rules speak of."""

from ..call import Call
from ..handlers import handlers
from ..kinds import KINDS, Record, now
from .kind import SERVICE, by_id, conflict, numbered


def refuse_list_in_use(call: Call, record: Record) -> None:
    if any(rule["FirewallDomainListId"] == record["Id"] for rule in KINDS["FirewallRule"].all(call)):
        raise conflict(f"Firewall domain list {record['Id']} is in use by a firewall rule.")


DOMAIN_LIST = by_id(
    "FirewallDomainList",
    called="Firewall domain list",
    arn_member="Arn",
    computed=lambda call, record: numbered(call, "rslvr-fdl-", "firewall-domain-list") | {"Domains": [], "DomainCount": 0},
    before_delete=(refuse_list_in_use,),
)


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


HANDLERS = handlers((DOMAIN_LIST,)) | {
    (SERVICE, "UpdateFirewallDomains"): update_domains,
    (SERVICE, "ListFirewallDomains"): list_domains,
}
