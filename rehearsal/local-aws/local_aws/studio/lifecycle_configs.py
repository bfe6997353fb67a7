"""Lifecycle configurations, which cannot go while a domain, a profile, a space or an app uses them."""

from ..call import Call
from ..kinds import Record, arn
from .kind import UNCHANGING, holders, in_use, kind, not_found
from .references import SCRIPTS
from .settings_values import values_of


# https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteStudioLifecycleConfig.html
def check_lifecycle_config_deletion(call: Call, record: Record) -> None:
    for user_kind in ("Domain", "UserProfile", "Space", "App"):
        for user in holders(call, user_kind):
            if record["StudioLifecycleConfigArn"] in values_of(user, *SCRIPTS):
                raise in_use(f"Studio lifecycle configuration {record['StudioLifecycleConfigName']} is in use by a {user_kind}.")


LIFECYCLE_CONFIG = kind(
    "StudioLifecycleConfig",
    verbs=UNCHANGING,
    identity=("StudioLifecycleConfigName",),
    not_found=not_found("StudioLifecycleConfig {0}"),
    computed=lambda call, record: {
        "StudioLifecycleConfigArn": arn(call, f"studio-lifecycle-config/{record['StudioLifecycleConfigName']}")
    },
    before_delete=(check_lifecycle_config_deletion,),
)
