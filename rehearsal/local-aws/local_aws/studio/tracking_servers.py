"""MLflow tracking servers: each is made, changed and deleted in steps that take a while.

States: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeMlflowTrackingServer.html (TrackingServerStatus). The
provider waits for Created, Updated, and for a deleted one to be unknown: hashicorp/terraform-provider-aws,
internal/service/sagemaker/wait.go. AWS does not document its words, whether it looks at the bucket, and in which states it
refuses a call. This refuses whatever comes while a server is on its way to a state, with the one code that fits every call.
"""

import time

from .. import network
from ..call import Call
from ..errors import AwsError
from ..kinds import WORLD, Kind, Record, arn, operations
from ..settings import SETTINGS
from .kind import not_found

# From a state to the next one, which comes by itself.
NEXT = {"Creating": "Created", "Updating": "Updated"}


def check_new_server(call: Call, record: Record) -> None:
    network.require_role(call, record["RoleArn"])


def complete_server(call: Call, record: Record) -> Record:
    name = record["TrackingServerName"]
    return {
        "TrackingServerArn": arn(call, f"mlflow-tracking-server/{name}"),
        "TrackingServerUrl": f"https://t-{name}.{call.region}.experiments.sagemaker.aws",
        "MlflowVersion": record.get("MlflowVersion", "3.4.0"),
        "TrackingServerSize": record.get("TrackingServerSize", "Small"),
        "AutomaticModelRegistration": record.get("AutomaticModelRegistration", False),
        "WeeklyMaintenanceWindowStart": record.get("WeeklyMaintenanceWindowStart", "Tue:03:30"),
        "IsActive": "Active",
        **on_the_way("Creating"),
    }


def on_the_way(state: str) -> Record:
    return {"TrackingServerStatus": state, "Since": time.monotonic()}


def go_on(call: Call, record: Record) -> None:
    """The next state, once the server has been in this one for as long as apps are."""
    if time.monotonic() - record["Since"] < SETTINGS.app_seconds:
        return
    state = record["TrackingServerStatus"]
    if state == "Deleting":
        WORLD.of(call, TRACKING_SERVER).pop(TRACKING_SERVER.key(record), None)
        WORLD.tags.pop(record["TrackingServerArn"], None)
    else:
        record["TrackingServerStatus"] = NEXT.get(state, state)


def check_rest(call: Call, record: Record) -> None:
    state = record["TrackingServerStatus"]
    if state in (*NEXT, "Deleting"):
        raise network.invalid(f"MLflow Tracking Server {record['TrackingServerName']} is {state}.")


def begin_update(call: Call, record: Record) -> None:
    record |= on_the_way("Updating")


def delete_server(call: Call) -> Record:
    record = TRACKING_SERVER.find(call)
    check_rest(call, record)
    record |= on_the_way("Deleting")
    return {"TrackingServerArn": record["TrackingServerArn"]}


TRACKING_SERVER = Kind(
    service="sagemaker",
    name="MlflowTrackingServer",
    identity=("TrackingServerName",),
    arn_member="TrackingServerArn",
    list_member="TrackingServerSummaries",
    not_found=not_found("MLflow Tracking Server {0}"),
    exists=AwsError("ValidationException", "MLflow Tracking Server with that name already exists."),
    operations=operations("MlflowTrackingServer", "create", "describe", "update", "list"),
    filters={"MlflowVersion": "MlflowVersion", "TrackingServerStatus": "TrackingServerStatus"},
    computed=complete_server,
    refresh=go_on,
    before_create=(check_new_server,),
    before_update=(check_rest,),
    after_update=(begin_update,),
)
