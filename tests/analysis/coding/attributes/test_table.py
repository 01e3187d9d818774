"""Tables of attributes are read from any spreadsheet, or refused in one sentence."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.attributes.table import read_table
from analysis.errors import UnfitAttribute
from core.csv_cells import cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_whatever_stands_between_its_cells(delimiter: str) -> None:
    text = "\ufeffcase|title|Role|Country\r\nP07||“Lead”  engineer|\r\nT3|Third|Lead|DE\r\n\r\n"
    table = read_table(text.replace("|", delimiter))
    assert table.names == ("Role", "Country")
    assert table.rows == {
        "P07": {"Role": "“Lead” engineer"},
        "T3": {"Role": "Lead", "Country": "DE"},
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "needs a first line"),
        ("case;Role", "a line for each case"),
        ("case\nP07", "needs a first line"),
        ("case;Role;role\nP07;a;b", "a name of its own"),
        ("case;Role;\nP07;a;b", "a name of its own"),
        ("case;Role\nP07;a\nP07;b", "Line 3"),
        ("case;Role\n;a", "Line 2"),
        ("case;Role\nP07;a;b", "Line 2"),
        ('case;Role\nP07;"a', "quotation mark"),
        ("case;Role\nP07;\0", "no table"),
        ("x" * 1_000_001, "no table"),
    ],
)
def test_what_is_no_table_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UnfitAttribute, match=sentence):
        read_table(text)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=5))
def test_what_our_own_tables_hold_is_read_back(values: dict[str, str]) -> None:
    stream = StringIO()
    rows = [("case", "Role"), *values.items()]
    csv.writer(stream).writerows([cell(value) for value in row] for row in rows)
    assert read_table(stream.getvalue()).rows == {
        case: {"Role": value} for case, value in values.items()
    }


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        table = read_table(text)
    except UnfitAttribute:
        return
    assert table.rows
