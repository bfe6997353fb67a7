"""What the runner can change while the local AWS runs: the phase that recorded calls carry, throttling, the life of sessions."""

import random
from dataclasses import dataclass, field

from .terraform_cloud import TerraformCloud


@dataclass
class Settings:
    """phase: written with every recorded call. throttle_share: 0 to 1, drawn from a seeded generator.

    session_seconds: how long new sessions of roles live; 0: as long as was asked for. base_expired: who wants a session is
    refused, because the credentials that it is asked with have expired.
    """

    phase: str = ""
    throttle_share: float = 0.0
    session_seconds: float = 0.0
    base_expired: bool = False
    # Seconds since 1970, by access key.
    expiry: dict[str, float] = field(default_factory=dict)
    terraform_cloud: TerraformCloud | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def throttles(self) -> bool:
        return self.throttle_share > 0 and self.chance.random() < self.throttle_share


SETTINGS = Settings()
