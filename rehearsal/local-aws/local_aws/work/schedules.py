"""Schedules of monitoring jobs: stopped, and started again.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopMonitoringSchedule.html, API_StartMonitoringSchedule.html.
"""

from ..call import Call
from ..errors import AwsError
from ..handlers import Handler
from ..kinds import Record
from .kind import kind

SCHEDULE = kind(
    "MonitoringSchedule",
    resource="monitoring-schedule",
    state="MonitoringScheduleStatus",
    starts_as="Scheduled",
    not_found=AwsError("ResourceNotFound", "Monitoring schedule {0} does not exist."),
    verbs=("create", "describe", "delete", "list"),
)


def becomes(state: str) -> Handler:
    def handle(call: Call) -> Record:
        SCHEDULE.find(call)["MonitoringScheduleStatus"] = state
        return {}

    return handle


KINDS = (SCHEDULE,)

HANDLERS = {
    ("sagemaker", "StopMonitoringSchedule"): becomes("Stopped"),
    ("sagemaker", "StartMonitoringSchedule"): becomes("Scheduled"),
}
