"""Query logs and the VPCs that they are kept of."""

from .. import network
from ..call import Call
from ..errors import AwsError
from ..handlers import delete, handlers
from ..kinds import WORLD, Record
from .kind import SERVICE, by_id, not_found, numbered


def refuse_log_in_use(call: Call, record: Record) -> None:
    if any(association["ResolverQueryLogConfigId"] == record["Id"] for association in QUERY_LOG_ASSOCIATION.all(call)):
        raise AwsError("InvalidRequestException", f"Query log configuration {record['Id']} is associated with a VPC.")


def check_log_association(call: Call, record: Record) -> None:
    QUERY_LOG.find(call, record)
    network.require_vpc(call, record["ResourceId"])


QUERY_LOG = by_id(
    "ResolverQueryLogConfig",
    called="Query log configuration",
    arn_member="Arn",
    computed=lambda call, record: numbered(call, "rslvr-qlc-", "resolver-query-log-config")
    | {"Status": "CREATED", "OwnerId": call.account, "AssociationCount": 0},
    before_delete=(refuse_log_in_use,),
)
QUERY_LOG_ASSOCIATION = by_id(
    "ResolverQueryLogConfigAssociation",
    called="Query log configuration association",
    verbs=("list",),
    named={"create": "AssociateResolverQueryLogConfig"},
    computed=lambda call, record: {"Id": WORLD.next_id("rslvr-qlcassoc-", 17), "Status": "ACTIVE", "Error": "NONE"},
    before_create=(check_log_association,),
)


def stop_query_log(call: Call) -> Record:
    """Named by what it joins, not by its own id."""
    log, vpc = call.params["ResolverQueryLogConfigId"], call.params["ResourceId"]
    for record in QUERY_LOG_ASSOCIATION.all(call):
        if (record["ResolverQueryLogConfigId"], record["ResourceId"]) == (log, vpc):
            call.params["Id"] = record["Id"]
            return delete(QUERY_LOG_ASSOCIATION, call)
    raise not_found(f"Association of query log configuration {log} with {vpc}")


HANDLERS = handlers((QUERY_LOG, QUERY_LOG_ASSOCIATION)) | {
    (SERVICE, "DisassociateResolverQueryLogConfig"): stop_query_log,
}
