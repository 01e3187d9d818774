"""When and how an interview was held."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Held:
    """When and how an interview was held, as far as it is known."""

    on: date | None = None
    mode: str = ""
    minutes: int | None = None


NOT_NOTED = Held()
"""Where nothing is known of when and how an interview was held."""
