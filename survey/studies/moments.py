"""Moments in the time zone of a study: as people type them, and as they are told."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from survey.errors import OpeningRefused

LONGEST = 64
"""Characters of a name that are repeated."""


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones, without those of files that come along with them."""
    return tuple(sorted(available_timezones() - {"Factory", "localtime", "posixrules"}))


def unknown_time_zone(name: str) -> str:
    shown = name[:LONGEST]
    return f"There is no time zone “{shown}”. Write one such as Europe/Berlin, or UTC."


def moment_in(typed: datetime, zone: str) -> datetime:
    """The moment at which clocks of a zone show what was typed, in UTC.

    Raises OpeningRefused for an unknown zone, and where clocks never show it or do so twice.
    """
    if zone not in time_zones():
        raise OpeningRefused(unknown_time_zone(zone))
    first, second = (typed.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        if first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None) != typed:
            raise OpeningRefused(
                f"Clocks in {zone} never show {_in_words(typed)}, as they are put forward over it. "
                "Write a time before or after it."
            )
        raise OpeningRefused(
            f"Clocks in {zone} show {_in_words(typed)} twice, as they are put back then. Write a "
            "time before or after that hour."
        )
    return first.astimezone(UTC)


def shown_in(moment: datetime, zone: str) -> datetime:
    """What clocks of a zone show at a moment, to the minute and without the zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None, fold=0)


def in_words(moment: datetime, zone: str) -> str:
    """Such as 3 March 2027 at 09:00 (Europe/Berlin)."""
    return f"{_in_words(shown_in(moment, zone))} ({zone})"


def _in_words(shown: datetime) -> str:
    return f"{shown.day} {shown:%B} {shown.year} at {shown:%H:%M}"
