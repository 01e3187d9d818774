"""Cells that spreadsheets show and never run, and that give the text back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.csv_cells import cell


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (3, "3"),
        (-2.5, "-2.5"),
        ("-2.5", "'-2.5"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("well", "well"),
        ("a;=1", "a;'=1"),
        (datetime(2027, 1, 31, 12, 30, 5, 900, tzinfo=UTC), "2027-01-31T12:30:05Z"),
        (datetime(2027, 1, 31, 1, tzinfo=timezone(timedelta(hours=2))), "2027-01-30T23:00:00Z"),
    ],
)
def test_a_value_is_written_as_the_table_schema_reads_it(value: object, written: str) -> None:
    assert cell(value) == written
