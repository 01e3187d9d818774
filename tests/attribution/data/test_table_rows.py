"""Rows are named by their index, a column or their place in the file."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from attribution.data.display import TableRow
from attribution.errors import DataError
from tests.attribution.data.bird_table import ROWS, described, shown, table


def test_rows_keep_the_numbers_that_they_have_in_the_file() -> None:
    whole = pd.DataFrame(table())
    whole.loc[3, "size"] = np.nan
    rows = shown(described(whole.dropna()))
    assert len(rows) == ROWS - 1
    assert "row-0004" not in rows
    assert rows["row-0030"] == TableRow(("29", "Grey"))


def test_an_error_names_the_row_of_the_file() -> None:
    whole = pd.DataFrame(table())
    whole.loc[15, "size"] = np.nan
    with pytest.raises(DataError, match="Column 'size' has no value for sample row-0016: "):
        described(whole[whole.index >= 10])


@pytest.mark.parametrize("name", [None, "bird"])
def test_another_index_names_the_rows(name: str | None) -> None:
    rings = pd.Index([f"ring {row}" for row in range(ROWS)], name=name)
    assert shown(described(pd.DataFrame(table(), index=rings))).keys() == set(rings)


def test_an_index_with_a_name_is_no_count_of_rows() -> None:
    patients = pd.Index(range(500, 500 + ROWS), name="patient")
    names = shown(described(pd.DataFrame(table(), index=patients))).keys()
    assert names == {str(patient) for patient in patients}


def test_a_column_may_hold_the_ids() -> None:
    rings = [f"ring {row}" for row in range(ROWS)]
    frame = pd.DataFrame(table(ring=rings))
    assert shown(described(frame, identifier="ring")).keys() == set(rings)
    assert described(frame, identifier="ring").digest == (
        described(table(ring=rings), identifier="ring").digest
    )
    with pytest.raises(DataError, match="Column 'size' has no value for samples ring 0, ring 1"):
        described(table(ring=rings, size=[None] * ROWS), identifier="ring")


def test_whole_numbers_are_ids_without_a_decimal_point() -> None:
    # pandas makes floats of a column of numbers in which one is missing.
    rings = [float(row) for row in range(ROWS)]
    assert "17" in shown(described(table(ring=rings), identifier="ring"))


@pytest.mark.parametrize(
    ("rings", "sentence"),
    [
        (
            ["a", *range(1, ROWS - 1), "a"],
            "Column 'ring' holds 'a' in several rows: give every row an identifier of its own",
        ),
        (
            [*range(ROWS - 1), None],
            "Column 'ring' has no identifier in row-0030: fill it in or leave the row out",
        ),
        (list(range(9)), "The columns of Birds differ in length"),
    ],
)
def test_an_identifier_that_names_no_row_or_several_is_refused(
    rings: list[Any], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        described(table(ring=rings), identifier="ring")


def test_an_identifier_column_must_exist() -> None:
    with pytest.raises(DataError, match="The table has no column 'ring': add it"):
        described(table(), identifier="ring")


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ([0, *range(ROWS - 1)], "The table's index calls several rows row-0001: give every row"),
        (["a", "a", *range(2, ROWS)], r"calls several rows a: .* table\.reset_index\(drop=True\)"),
        ([*"abc", None, *range(4, ROWS)], "The table's index has no label for some row: give it"),
    ],
)
def test_an_index_that_names_no_row_or_several_is_refused(index: list[Any], sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        described(pd.DataFrame(table(), index=index))


def test_an_identifier_helps_where_the_index_does_not() -> None:
    frame = pd.DataFrame(table(ring=range(ROWS)), index=[0] * ROWS)
    assert "29" in shown(described(frame, identifier="ring"))


def test_two_columns_of_one_name_are_refused() -> None:
    frame = pd.DataFrame(table())
    with pytest.raises(DataError, match="'size' stands for several columns: give every column"):
        described(pd.concat([frame, frame[["size"]]], axis=1))
