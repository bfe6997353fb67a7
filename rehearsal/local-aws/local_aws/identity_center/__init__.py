"""IAM Identity Center: who is assigned to the applications of Studio's domains. moto keeps the users and groups of identity stores."""

from .assignments import HANDLERS
from .stores import GUARDS

__all__ = ["GUARDS", "HANDLERS"]
