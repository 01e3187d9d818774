"""Cells that spreadsheets show and never run, and that give the text back."""

import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.csv_cells import cell
from core.spreadsheet_text import original_text, safe_text

NASTY = st.text(st.sampled_from("=+-@'\";,\t\r\n aÄ\uff1d"), max_size=12)


@given(NASTY | st.text(max_size=40))
@example("'=1")
@example("''")
def test_the_text_comes_back_exactly(text: str) -> None:
    assert original_text(safe_text(text)) == text


@given(NASTY, st.sampled_from(",;\t"))
def test_no_cell_begins_as_a_formula_whatever_the_spreadsheet_takes_for_a_border(
    text: str, border: str
) -> None:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(["1", safe_text(text), "2"])
    for row in csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=border):
        for found in row:
            assert not found.lstrip('\t\r\n"').startswith(("=", "+", "-", "@", "\uff1d"))


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
