"""What apps above this one keep until a day of its own; they add how it is deleted."""

from datetime import date
from typing import Protocol


class Expire(Protocol):
    """Deletes what is due, unless it is only asked what would be, and says so in sentences."""

    def __call__(self, today: date, *, dry_run: bool) -> tuple[str, ...]: ...


_expiring: list[Expire] = []


def add_expiring(expire: Expire) -> Expire:
    _expiring.append(expire)
    return expire


def expire_others(today: date, *, dry_run: bool) -> tuple[str, ...]:
    """The sentences of all of them; empty where nothing is due."""
    return tuple(sentence for expire in _expiring for sentence in expire(today, dry_run=dry_run))
