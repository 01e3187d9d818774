"""Text that spreadsheets show and never run, and that comes back exactly."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

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
        for cell in row:
            assert not cell.lstrip('\t\r\n"').startswith(("=", "+", "-", "@", "\uff1d"))
