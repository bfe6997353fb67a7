"""What runs in a SageMaker account beside Studio: jobs, pipelines, schedules and endpoints, and how AWS stops each."""

from ..handlers import handlers
from . import endpoints, jobs, pipelines, schedules

KINDS = (*jobs.KINDS, *pipelines.KINDS, *schedules.KINDS, *endpoints.KINDS)

HANDLERS = handlers(KINDS) | jobs.HANDLERS | pipelines.HANDLERS | schedules.HANDLERS
