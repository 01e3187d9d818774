"""Whether pages can be served, and what of the server needs to be looked at."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache
from django.db import Error, connections

from config.status import facts
from operations.health.machine import LITTLE, OLDEST_BACKUP

REMEMBERED = 2
"""Seconds for which a process gives the same answer, since anybody may ask."""


class Status(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    """Pages are served, and somebody should look at it."""
    DOWN = "down"
    """Pages cannot be served."""


def health(*, now: datetime) -> dict[str, Status]:
    """The status of each part, from memory for a moment."""
    key = "config.status.health"
    known: dict[str, Status] | None = cache.get(key)
    if known is None:
        known = dict(_parts(now))
        cache.set(key, known, REMEMBERED)
    return known


def overall(parts: dict[str, Status]) -> Status:
    for status in (Status.DOWN, Status.DEGRADED):
        if status in parts.values():
            return status
    return Status.OK


def _parts(now: datetime) -> Iterator[tuple[str, Status]]:
    is_there = {name: facts.answers(connections[name]) for name in connections}
    yield "database", _or(is_there["default"], Status.DOWN)
    # Only pages of panels, mails and compensations need it.
    yield "recruitment", _or(is_there["recruitment"], Status.DEGRADED)
    migrated = all(facts.is_migrated(connections[name]) for name in connections if is_there[name])
    yield "migrations", _or(migrated, Status.DOWN)
    yield "effects", _or(is_there["default"] and _studies_run(now), Status.DEGRADED)
    yield "backup", _or(_backups_are_new(now), Status.DEGRADED)
    yield "disk", _or(facts.free_bytes() >= LITTLE, Status.DEGRADED)


def _or(is_fine: bool, otherwise: Status) -> Status:
    return Status.OK if is_fine else otherwise


def _studies_run(now: datetime) -> bool:
    try:
        are_open, can_run = facts.open_studies(now=now)
    except Error:
        return False
    return are_open == can_run


def _backups_are_new(now: datetime) -> bool:
    oldest = OLDEST_BACKUP.total_seconds()
    ages = facts.ages_of_backups(now=now).values()
    return all(age is not None and age <= oldest for age in ages)
