"""What the runner can change while the local AWS runs: the phase that recorded calls carry, throttling, expiry of sessions."""

import random
from dataclasses import dataclass, field

from .terraform_cloud import TerraformCloud


@dataclass
class Settings:
    """phase: written with every recorded call. throttle_share: 0 to 1, drawn from a seeded generator."""

    phase: str = ""
    throttle_share: float = 0.0
    expired_keys: set[str] = field(default_factory=set)
    terraform_cloud: TerraformCloud | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def throttles(self) -> bool:
        return self.throttle_share > 0 and self.chance.random() < self.throttle_share


SETTINGS = Settings()
