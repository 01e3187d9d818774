"""A small table of birds, and what people see of its rows."""

from typing import Any

from attribution.data.dataset import Dataset
from attribution.data.display import Display
from attribution.data.split import A_FIFTH, Split
from attribution.data.table import Column, table_dataset

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
    values: Any,
    columns: tuple[Column, ...] = (SIZE, COLOUR),
    identifier: str | None = None,
    split: Split = A_FIFTH,
) -> Dataset:
    return table_dataset(
        values,
        name="Birds",
        source="a notebook",
        columns=columns,
        label="kind",
        classes={"wren": "Wren", "finch": "Finch"},
        identifier=identifier,
        split=split,
    )


def shown(dataset: Dataset) -> dict[str, Display]:
    """Give what people see of every sample, by its id."""
    parts = (dataset.training, dataset.test)
    return {
        name: display
        for part in parts
        for name, display in zip(part.ids, part.displays, strict=True)
    }
