"""Restorations are remembered beside the databases, each after the one before."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.restorations import RECORD, Restoration, note_restoration, restorations
from tests.world import NOON

FIRST = Restoration("default", NOON - timedelta(hours=9), NOON)
SECOND = Restoration("recruitment", NOON - timedelta(hours=8), NOON)
THIRD = Restoration("default", NOON, NOON + timedelta(days=1))


def test_they_are_told_in_order_for_one_database_or_all(tmp_path: Path) -> None:
    assert restorations(tmp_path) == ()
    for one in (FIRST, SECOND, THIRD):
        note_restoration(tmp_path, one)
    assert restorations(tmp_path) == (FIRST, SECOND, THIRD)
    assert restorations(tmp_path, "default") == (FIRST, THIRD)
    assert [file.name for file in tmp_path.iterdir()] == [RECORD]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"database": "default"}]', "\0"])
def test_a_file_that_somebody_broke_stops_no_page(tmp_path: Path, content: str) -> None:
    (tmp_path / RECORD).write_text(content)
    assert restorations(tmp_path) == ()
