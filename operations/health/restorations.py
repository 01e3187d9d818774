"""Says of databases that were put back lately what has to be done again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from core.restorations import Restoration, restorations
from operations.health.finding import Finding, note, warning

LATELY = timedelta(days=30)
"""How long after a restoration somebody has to see to it; later it is only told."""

SAME_MOMENT = timedelta(minutes=15)
"""By which the copies of two databases, made one after the other, differ."""

AGAIN = {
    "default": (
        "Do again what was done between the two: first the withdrawals and erasures that people "
        "asked for, then exclusions, enrolment and coding."
    ),
    "recruitment": (
        "Invitations used between the two can be used again, and addresses given for a "
        "compensation are lost: take back the invitations that you know of."
    ),
}


def check_restorations(data_folder: Path, *, now: datetime) -> Iterator[Finding]:
    newest = {one.database: one for one in restorations(data_folder)}
    for one in newest.values():
        said = warning if now - one.restored_at <= LATELY else note
        yield said(f"{_what(one)} {AGAIN.get(one.database, '')}".strip())
    if newest and _differ(newest, now):
        last = max(newest.values(), key=lambda one: one.restored_at)
        said = warning if now - last.restored_at <= LATELY else note
        yield said(
            "The databases default and recruitment are of two moments: somebody may have used an "
            "invitation and take part no longer, or take part while their invitation is unused. "
            "Compare the numbers on the tab Recruit with those on Watch."
        )


def _what(one: Restoration) -> str:
    return (
        f"The database {one.database} was restored on {one.restored_at:%-d %B %Y} from a copy of "
        f"{one.copied_at:%-d %B %Y, %H:%M} UTC."
    )


def _differ(newest: dict[str, Restoration], now: datetime) -> bool:
    moments = [newest[name].copied_at if name in newest else now for name in AGAIN]
    return max(moments) - min(moments) > SAME_MOMENT
