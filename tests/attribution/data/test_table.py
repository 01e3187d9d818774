from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import train_test_split

from attribution.data.dataset import Dataset
from attribution.data.display import TableRow
from attribution.data.table import Column, Split, table_dataset
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


def described(values: Any, columns: tuple[Column, ...] = (SIZE, COLOUR)) -> Dataset:
    return table_dataset(
        values,
        name="Birds",
        source="a notebook",
        columns=columns,
        label="kind",
        classes={"wren": "Wren", "finch": "Finch"},
    )


def test_a_dictionary_and_a_data_frame_give_the_same_dataset() -> None:
    assert described(table()).digest == described(pd.DataFrame(table())).digest


def test_the_rows_are_those_that_scikit_learn_would_draw() -> None:
    training, test = Split(test_share=0.3, seed=5).rows(ROWS)
    theirs = train_test_split(np.arange(ROWS), test_size=0.3, random_state=5)
    assert [sorted(part) for part in theirs] == [list(training), list(test)]


def test_cells_are_readable_and_ids_name_the_row() -> None:
    dataset = described(table(size=[1234567.0, *range(1, ROWS)]))
    shown = dict(zip(dataset.training.ids, dataset.training.displays, strict=True))
    shown |= dict(zip(dataset.test.ids, dataset.test.displays, strict=True))
    assert shown["row-0001"] == TableRow(("1234567", "Brown"))
    assert shown["row-0002"] == TableRow(("1", "Grey"))


def test_a_column_that_never_varies_carries_nothing() -> None:
    inputs = described(table(size=[4.0] * ROWS)).training.inputs
    assert (inputs[:, 0] == 0).all()


@pytest.mark.parametrize(
    ("changes", "columns", "sentence"),
    [
        ({}, (SIZE, Column("weight", "Weight")), "The table has no column 'weight': add it"),
        ({"size": [np.nan, *range(1, ROWS)]}, (SIZE,), "Column 'size' holds nan in row 1"),
        ({"size": ["tall", *range(1, ROWS)]}, (SIZE,), "Column 'size' holds 'tall' in row 1"),
        ({"colour": ["r"] * ROWS}, (COLOUR,), "Column 'colour' holds 'r' in row 1, which has no"),
        ({"kind": ["owl"] * ROWS}, (SIZE,), "Column 'kind' holds 'owl' in row 1, which is none"),
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
