"""What the runner can change while the local AWS runs: the phase that recorded calls carry, throttling, the life of sessions and of apps, zones without a service."""

from dataclasses import dataclass, field

from .terraform_cloud import TerraformCloud


@dataclass
class Settings:
    """phase: written with every recorded call. inputs: whether recorded calls carry all that was sent. throttle_share: 0 to 1, of the calls in their order.

    session_seconds: how long new sessions of roles live; 0: as long as was asked for. base_expired: who wants a session is
    refused, because the credentials that it is asked with have expired. missing_services: short names of the endpoint services
    that a zone lacks, by its id. services_without_policy: short names of those that evaluate no endpoint policy. app_seconds: how long an app is Pending before it runs, and Deleting before it is Deleted.
    apps_fail: apps that start end as Failed. blocks_merge: a block of settings that an update names keeps
    what the update leaves out; AWS does not say whether it does.
    """

    phase: str = ""
    inputs: bool = False
    throttle_share: float = 0.0
    session_seconds: float = 0.0
    base_expired: bool = False
    missing_services: dict[str, list[str]] = field(default_factory=dict)
    services_without_policy: list[str] = field(default_factory=list)
    app_seconds: float = 0.0
    apps_fail: bool = False
    blocks_merge: bool = False
    # Seconds since 1970, by access key.
    expiry: dict[str, float] = field(default_factory=dict)
    terraform_cloud: TerraformCloud | None = None
    calls: int = 0

    def throttles(self) -> bool:
        """Whether the next call is one of the share. Not by chance: who asks for a role's session gives up after three tries."""
        self.calls += 1
        return int(self.calls * self.throttle_share) != int((self.calls - 1) * self.throttle_share)


SETTINGS = Settings()
