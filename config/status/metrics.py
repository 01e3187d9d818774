"""The facts in Prometheus' text format, version 0.0.4."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import Error, connections

from config.status import facts
from core.release import release

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample = tuple[dict[str, str], float]


class Metric(NamedTuple):
    name: str
    meaning: str
    samples: list[Sample]


def exposition(*, now: datetime) -> str:
    return "".join(_written(metric) for metric in _metrics(now) if metric.samples)


def _metrics(now: datetime) -> Iterator[Metric]:
    yield Metric("info", "The release that runs.", [({"version": release()}, 1)])
    there = {name: facts.answers(connections[name]) for name in connections}
    yield Metric("database_up", "Whether a database answers.", _by("database", there.items()))
    migrated = {name: facts.is_migrated(connections[name]) for name in there if there[name]}
    meaning = "Whether a database has every migration of this release."
    yield Metric("database_migrated", meaning, _by("database", migrated.items()))
    yield from _of_studies(now)
    ages = facts.ages_of_backups(now=now).items()
    known = [(name, age) for name, age in ages if age is not None]
    meaning = "Seconds since the latest backup of a database was made."
    yield Metric("backup_age_seconds", meaning, _by("database", known))
    free = float(facts.free_bytes())
    yield Metric("disk_free_bytes", "Bytes that are free for data.", [({}, free)])
    yield from _of_mails()


def _of_studies(now: datetime) -> Iterator[Metric]:
    try:
        are_open, can_run = facts.open_studies(now=now)
    except Error:
        return
    yield Metric("studies_open", "Surveys that are open.", [({}, are_open)])
    meaning = "Open surveys that lack effects, pictures or texts."
    yield Metric("studies_incomplete", meaning, [({}, are_open - can_run)])


def _of_mails() -> Iterator[Metric]:
    try:
        counted = facts.mails().items()
    except Error:
        return
    yield Metric("mails", "Mails of invitations, by what became of them.", _by("state", counted))


def _by(label: str, values: Iterable[tuple[str, float]]) -> list[Sample]:
    return [({label: name}, value) for name, value in values]


def _written(metric: Metric) -> str:
    """Labels are our own words, so that nothing of them needs escaping."""
    name = f"needfinder_{metric.name}"
    lines = [f"# HELP {name} {metric.meaning}", f"# TYPE {name} gauge"]
    for labels, value in metric.samples:
        inside = ",".join(f'{label}="{of}"' for label, of in labels.items())
        lines.append(f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:.0f}")
    return "\n".join([*lines, ""])
