"""Numbers are standardised, categories one-hot, and what cannot be used is explained."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from attribution.data.display import TableRow
from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.data.table import Column, table_dataset
from attribution.errors import DataError
from tests.attribution.data.bird_table import COLOUR, ROWS, SIZE, described, shown, table


def test_a_dictionary_and_a_data_frame_give_the_same_dataset() -> None:
    assert described(table()).digest == described(pd.DataFrame(table())).digest


def test_both_parts_have_the_same_share_of_every_class() -> None:
    dataset = described(table())
    assert np.bincount(dataset.training.labels).tolist() == [8, 16]
    assert np.bincount(dataset.test.labels).tolist() == [2, 4]


def test_cells_are_readable_and_ids_name_the_row() -> None:
    rows = shown(described(table(size=[1234567.0, *range(1, ROWS)])))
    assert rows["row-0001"] == TableRow(("1234567", "Brown"))
    assert rows["row-0002"] == TableRow(("1", "Grey"))


def test_a_column_that_never_varies_carries_nothing() -> None:
    inputs = described(table(size=[4.0] * ROWS)).training.inputs
    assert (inputs[:, 0] == 0).all()


@pytest.mark.parametrize(
    ("changes", "columns", "sentence"),
    [
        ({}, (SIZE, Column("weight", "Weight")), "The table has no column 'weight': add it"),
        (
            {"size": [0, np.inf, *range(2, ROWS)]},
            (SIZE,),
            "Column 'size' holds inf for sample row-0002, where a number is needed: correct it",
        ),
        (
            {"size": ["tall", *range(1, ROWS)]},
            (SIZE,),
            "Column 'size' holds 'tall' for sample row-0001, where a number is needed",
        ),
        (
            {"size": [pd.Timestamp("2026-05-17")] * ROWS},
            (SIZE,),
            r"Column 'size' holds Timestamp\('2026-05-17 00:00:00'\) for samples row-0001, row",
        ),
        (
            {"colour": ["r"] * ROWS},
            (COLOUR,),
            r"Column 'colour' holds 'r' for samples .*, which has no text: add one to",
        ),
        (
            {"kind": ["owl"] * ROWS},
            (SIZE,),
            r"Column 'kind' holds 'owl' for samples .*, which is none of the classes: name it",
        ),
        (
            {"kind": ["finch"] * (ROWS - 1) + ["wren"]},
            (SIZE,),
            "The class 'Wren' has a single row: add another",
        ),
        (
            {"kind": ["wren"] * 9},
            (SIZE,),
            "The columns of Birds differ in length, or there are none",
        ),
        ({}, (), "The columns of Birds differ in length, or there are none"),
        ({"kind": ["wren"] * ROWS}, (SIZE,), "All training samples of Birds have the same label"),
    ],
)
def test_a_table_that_cannot_be_used_is_explained(
    changes: dict[str, list[Any]], columns: tuple[Column, ...], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        described(table(**changes), columns)


MISSING = [None, float("nan"), np.nan, pd.NA, pd.NaT]
STATED = Column("colour", "Colour", texts=COLOUR.texts, missing="Not stated")


@pytest.mark.parametrize("nothing", MISSING, ids=repr)
@pytest.mark.parametrize("frame", [dict, pd.DataFrame])
def test_a_missing_category_has_a_text_and_an_input_of_its_own(frame: Any, nothing: Any) -> None:
    colours = [nothing, "b", "g"] * (ROWS // 3)
    dataset = described(frame(table(colour=colours)), (STATED,))
    rows = shown(dataset)
    assert [rows[f"row-000{row}"] for row in (1, 2, 3)] == [
        TableRow(("Not stated",)),
        TableRow(("Brown",)),
        TableRow(("Grey",)),
    ]
    one_hot = {"Brown": [1, 0, 0], "Grey": [0, 1, 0], "Not stated": [0, 0, 1]}
    for display, inputs in zip(dataset.training.displays, dataset.training.inputs, strict=True):
        assert isinstance(display, TableRow)
        assert inputs.tolist() == one_hot[display.cells[0]]


def test_all_kinds_of_missing_values_are_one_category() -> None:
    dataset = described(table(colour=[*MISSING, "b"] * (ROWS // 6)), (STATED,))
    cells = [row.cells for row in shown(dataset).values() if isinstance(row, TableRow)]
    assert cells.count(("Not stated",)) == ROWS * 5 // 6


@pytest.mark.parametrize("unit", ["ns", "s"])
@pytest.mark.parametrize("frame", [dict, pd.DataFrame])
def test_a_missing_date_is_missing(frame: Any, unit: str) -> None:
    days = np.array(["2026-05-17", "NaT"] * (ROWS // 2), dtype=f"datetime64[{unit}]")
    seen = Column("seen", "Seen", texts={pd.Timestamp("2026-05-17"): "In May"}, missing="Never")
    rows = shown(described(frame(table(seen=days)), (seen,)))
    assert rows["row-0001"] == TableRow(("In May",))
    assert rows["row-0002"] == TableRow(("Never",))


@pytest.mark.parametrize("nothing", MISSING, ids=repr)
def test_a_missing_value_that_nothing_describes_is_refused_with_a_remedy(nothing: Any) -> None:
    with pytest.raises(
        DataError,
        match=r"Column 'colour' has no value for samples .* and 10 more: say what people read "
        'there, such as missing="Not stated", or leave the row out',
    ):
        described(table(colour=["b", nothing] * (ROWS // 2)), (COLOUR,))
    with pytest.raises(
        DataError,
        match="Column 'size' has no value for sample row-0001: fill it in or leave the row out",
    ):
        described(table(size=[nothing, *range(1, ROWS)]), (SIZE,))
    with pytest.raises(
        DataError,
        match=r"Column 'kind' has no value for samples row-0001, .*: fill it in or leave",
    ):
        described(table(kind=[nothing, "wren", "finch"] * (ROWS // 3)), (SIZE,))


@pytest.mark.parametrize("nothing", MISSING, ids=repr)
def test_a_text_for_a_missing_value_is_asked_for_in_its_place(nothing: Any) -> None:
    with pytest.raises(
        DataError,
        match="texts of column 'colour' name a missing value: write missing='Unknown' in its place",
    ):
        Column("colour", "Colour", texts={"b": "Brown", nothing: "Unknown"})


def test_a_number_has_no_text_for_missing_values() -> None:
    with pytest.raises(
        DataError,
        match="Column 'size' is a number, which has no input for a missing value: leave `missing` ",
    ):
        Column("size", "Size", missing="Not measured")


def test_every_value_that_cannot_be_used_is_named_at_once() -> None:
    changes = {
        "size": ["tall", None, *range(2, ROWS)],
        "colour": ["r", "b", "r"] * (ROWS // 3),
        "kind": ["wren", "finch", True] * (ROWS // 3),
    }
    with pytest.raises(DataProblems) as refused:
        described(table(**changes))
    assert [str(problem) for problem in refused.value.problems] == [
        (
            "Column 'kind' holds True for samples row-0003, row-0006, row-0009, row-0012, "
            "row-0015 and "
            "5 more, which is none of the classes: name it or leave the row out."
        ),
        (
            "Column 'size' holds 'tall' for sample row-0001, where a number is needed: correct it, "
            "leave the row out, or describe the column as a category."
        ),
        "Column 'size' has no value for sample row-0002: fill it in or leave the row out.",
        (
            "Column 'colour' holds 'r' for samples row-0001, row-0003, row-0004, row-0006, "
            "row-0007 "
            "and 15 more, which has no text: add one to the column's description."
        ),
    ]


def test_a_class_that_is_written_alike_in_another_type_is_pointed_out() -> None:
    with pytest.raises(DataError, match=r"holds False .* none of the classes \('False' is another"):
        table_dataset(
            table(kind=[False, True] * (ROWS // 2)),
            name="Birds",
            source="a notebook",
            columns=(SIZE,),
            label="kind",
            classes={"False": "Wren", "True": "Finch"},
        )


def test_held_back_rows_have_no_share_in_mean_and_deviation() -> None:
    dataset = described(table(), split=Split(test_share=0.2, seed=0, held_back=8))
    assert len(dataset.held_back) == 8
    sizes = dataset.training.inputs[:, 0]
    in_use = sizes[~dataset.is_held_back]
    assert (in_use.mean(), in_use.std()) == pytest.approx((0, 1))
    assert sizes.mean() != pytest.approx(0, abs=1e-3)
    whole = described(table(), split=Split(test_share=0.2, seed=0))
    assert dataset.training.ids == whole.training.ids
