"""Progress reports of a long run."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`done` of `total` models of a stage are trained; with a `note`, only that is reported."""

    stage: str
    done: int
    total: int
    note: str = ""


Report = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report nothing."""
