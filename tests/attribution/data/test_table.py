from typing import Any

import numpy as np
import pandas as pd
import pytest

from attribution.data.dataset import Dataset
from attribution.data.display import Display, TableRow
from attribution.data.table import Column, table_dataset
from attribution.errors import DataError

ROWS = 30
SIZE = Column("size", "Size", "cm")
COLOUR = Column("colour", "Colour", texts={"b": "Brown", "g": "Grey"})


def table(**changes: Any) -> dict[str, list[Any]]:
    return {
        "size": [float(row) for row in range(ROWS)],
        "colour": ["b", "g"] * (ROWS // 2),
        "kind": ["wren", "finch", "finch"] * (ROWS // 3),
        **changes,
    }


def described(
    values: Any, columns: tuple[Column, ...] = (SIZE, COLOUR), identifier: str | None = None
) -> Dataset:
    return table_dataset(
        values,
        name="Birds",
        source="a notebook",
        columns=columns,
        label="kind",
        classes={"wren": "Wren", "finch": "Finch"},
        identifier=identifier,
    )


def shown(dataset: Dataset) -> dict[str, Display]:
    """Give what people see of every sample, by its id."""
    parts = (dataset.training, dataset.test)
    return {
        name: display
        for part in parts
        for name, display in zip(part.ids, part.displays, strict=True)
    }


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
            r"Column 'size' holds Timestamp\('2026-05-17 00:00:00'\) for sample row-0001, where",
        ),
        (
            {"colour": ["r"] * ROWS},
            (COLOUR,),
            "Column 'colour' holds 'r' for sample row-0001, which has no text: add one to",
        ),
        (
            {"kind": ["owl"] * ROWS},
            (SIZE,),
            "Column 'kind' holds 'owl' for sample row-0001, which is none of the classes: name it",
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
        match="Column 'colour' has no value for sample row-0002: say what people read there, such "
        'as missing="Not stated", or leave the row out',
    ):
        described(table(colour=["b", nothing] * (ROWS // 2)), (COLOUR,))
    with pytest.raises(
        DataError,
        match="Column 'size' has no value for sample row-0001: fill it in or leave the row out",
    ):
        described(table(size=[nothing, *range(1, ROWS)]), (SIZE,))
    with pytest.raises(
        DataError,
        match="Column 'kind' has no value for sample row-0001: fill it in or leave the row out",
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
    with pytest.raises(DataError, match="Column 'size' has no value for sample ring 0: "):
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
