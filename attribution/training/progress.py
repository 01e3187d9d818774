"""What a long run tells whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`done` of `total` models of this stage are there, or else `note` says what happened."""

    stage: str
    done: int
    total: int
    note: str = ""


Report = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report nothing."""
