"""After a restoration somebody is told what to do again, for as long as it is likely to matter."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.restorations import Restoration, note_restoration
from operations.health.finding import Severity
from operations.health.restorations import LATELY, check_restorations
from tests.world import NOON

COPIED, RESTORED = NOON - timedelta(hours=9), NOON - timedelta(hours=1)


def said(folder: Path, *restored: Restoration, days: int = 0) -> list[tuple[Severity, str]]:
    for one in restored:
        note_restoration(folder, one)
    findings = check_restorations(folder, now=NOON + timedelta(days=days))
    return [(finding.severity, finding.sentence) for finding in findings]


def test_where_nothing_was_restored_nothing_is_said(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_what_to_repeat_is_named_for_each_database(tmp_path: Path) -> None:
    both = said(
        tmp_path,
        Restoration("default", COPIED, RESTORED),
        Restoration("recruitment", COPIED + timedelta(minutes=1), RESTORED),
    )
    assert [severity for severity, _ in both] == [Severity.WARNING] * 2
    assert "on 31 January 2027 from a copy of 31 January 2027, 03:00 UTC" in both[0][1]
    assert "first the withdrawals and erasures" in both[0][1]
    assert "Invitations used between the two can be used again" in both[1][1]


@pytest.mark.parametrize(
    "restored",
    [
        (Restoration("default", COPIED, RESTORED),),
        (Restoration("recruitment", COPIED, RESTORED),),
        (
            Restoration("default", COPIED, RESTORED),
            Restoration("recruitment", COPIED - timedelta(days=1), RESTORED),
        ),
    ],
    ids=["one alone", "the other alone", "copies of two days"],
)
def test_databases_of_two_moments_are_told(
    tmp_path: Path, restored: tuple[Restoration, ...]
) -> None:
    assert any("are of two moments" in sentence for _, sentence in said(tmp_path, *restored))


def test_the_newest_restoration_counts_and_in_time_it_is_a_note(tmp_path: Path) -> None:
    older = Restoration("default", COPIED - timedelta(days=9), RESTORED - timedelta(days=9))
    findings = said(tmp_path, older, Restoration("default", COPIED, RESTORED), days=LATELY.days + 1)
    assert {severity for severity, _ in findings} == {Severity.NOTE}
    assert sum("was restored on" in sentence for _, sentence in findings) == 1
