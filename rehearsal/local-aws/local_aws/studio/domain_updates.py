"""Changes of a domain: what AWS refuses, and where it keeps the domain's own settings.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateDomain.html
"""

from .. import network
from ..call import Call
from ..kinds import KINDS, Record
from .kind import in_use
from .references import check_settings

# The text of AWS: github.com/hashicorp/terraform-provider-aws/issues/45528.
VPC_ONLY_NEEDS_NETWORK = "VpcId and Subnet IDs are required for updating domains to VpcOnly mode."
# The text of AWS: github.com/hashicorp/terraform-provider-aws/issues/39923.
ONLY_FOR_RSTUDIO = "AppSecurityGroupManagement can only be set for Rstudio enabled domains."

# States of apps that the page names for network and subnets, and for the identity. It says "modified": whether AWS also refuses
# a value that stays as it is has not been looked up, so this refuses it too.
IN_THE_WAY = {"InService", "Pending", "Deleting"}
IN_THE_WAY_OF_IDENTITY = {"InService", "Pending"}


def check_domain_update(call: Call, record: Record) -> None:
    wanted, settings = call.params, call.params.get("DomainSettingsForUpdate") or {}
    if wanted.get("AppNetworkAccessType") == "VpcOnly" and not (wanted.get("VpcId") and wanted.get("SubnetIds")):
        raise network.invalid(VPC_ONLY_NEEDS_NETWORK)
    if wanted.get("VpcId", record["VpcId"]) != record["VpcId"]:
        raise network.invalid(f"The VPC of domain {record['DomainId']} cannot be changed.")
    if wanted.get("SubnetIds"):
        network.require_subnets(call, wanted["SubnetIds"], record["VpcId"])
    check_settings(call, wanted, record["VpcId"])
    if wanted.get("AppSecurityGroupManagement") and not has_rstudio(record, settings):
        raise network.invalid(ONLY_FOR_RSTUDIO)
    if wanted.get("HomeEfsFileSystemCreation") == "Disabled":
        raise network.invalid("HomeEfsFileSystemCreation cannot be changed to Disabled.")
    if wanted.get("AppNetworkAccessType"):
        refuse_while_apps_are(IN_THE_WAY, call, record, "AppNetworkAccessType")
    if set(record["SubnetIds"]) - set(wanted.get("SubnetIds") or record["SubnetIds"]):
        refuse_while_apps_are(IN_THE_WAY, call, record, "SubnetIds")
    if settings.get("ExecutionRoleIdentityConfig"):
        refuse_while_apps_are(IN_THE_WAY_OF_IDENTITY, call, record, "ExecutionRoleIdentityConfig")


def has_rstudio(record: Record, settings: Record) -> bool:
    kept = (record.get("DomainSettings") or {}).get("RStudioServerProDomainSettings")
    return bool(kept or settings.get("RStudioServerProDomainSettingsForUpdate"))


def refuse_while_apps_are(states: set[str], call: Call, record: Record, what: str) -> None:
    """AWS's model names ResourceInUse; its text has not been found."""
    held = [
        f"{app['AppType']}/{app['AppName']}"
        for app in KINDS["App"].all(call)
        if app["DomainId"] == record["DomainId"] and app["Status"] in states
    ]
    if held:
        raise in_use(f"{what} of domain {record['DomainId']} cannot be changed while it has apps: {', '.join(sorted(held))}")


def put_domain_settings(call: Call, record: Record) -> None:
    """An update names the settings otherwise than a description does, and changes those alone that it names."""
    changed = dict(record.pop("DomainSettingsForUpdate", None) or {})
    rstudio = changed.pop("RStudioServerProDomainSettingsForUpdate", None)
    if rstudio:
        changed["RStudioServerProDomainSettings"] = rstudio
    if changed:
        record["DomainSettings"] = (record.get("DomainSettings") or {}) | changed
