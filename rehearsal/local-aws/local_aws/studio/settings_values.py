"""What stands in the settings of domains, profiles, spaces and apps."""

from collections.abc import Iterator
from typing import Any


def values_of(settings: Any, *names: str) -> Iterator[str]:
    """Every string below the settings that stands at, or in a list at, one of the members."""
    if isinstance(settings, list):
        for item in settings:
            yield from values_of(item, *names)
    elif isinstance(settings, dict):
        for member, value in settings.items():
            if member in names:
                yield from [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]
            else:
                yield from values_of(value, *names)
