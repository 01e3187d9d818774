"""Plain values of a table's columns, and names of its rows for messages and bundles."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import pandas as pd

from attribution.errors import DataError


class Table(Protocol):
    """A pandas DataFrame, or a dictionary of equally long columns."""

    def __getitem__(self, column: str, /) -> Any: ...
    def __contains__(self, column: object, /) -> bool: ...


def is_missing(value: Any) -> bool:
    """Whether a value is None, NaN, pandas.NA or NaT."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def column_values(table: Table, column: str) -> list[Any]:
    if column not in table:
        raise DataError(f"The table has no column {column!r}: add it, or correct its name.")
    values = table[column]
    if isinstance(values, list | tuple):
        return list(
            values
        )  # NumPy would turn numbers and NaN into text where a list also holds text
    if getattr(values, "ndim", 1) != 1:
        raise DataError(
            f"The name {column!r} stands for several columns: give every column its own."
        )
    return pd.Series(values).tolist()  # type: ignore[no-any-return]


def row_ids(table: Table, rows: int, identifier: str | None = None) -> list[str]:
    """The value of every row in the column `identifier`, or else its position in the file.

    Positions are counted from 1, and a data frame's index keeps them when other rows are left out.
    An index that has a name, or labels other than whole numbers, gives the ids itself.
    """
    if identifier is not None:
        return _identifiers(
            identifier, column_values(table, identifier), _row_positions(table, rows)
        )
    if isinstance(table, pd.DataFrame) and any(is_missing(label) for label in table.index):
        raise DataError(
            "The table's index has no label for some row: give it one, or number the rows with "
            "table.reset_index(drop=True)."
        )
    ids = _row_positions(table, rows)
    for name in _repeated(ids):
        raise DataError(
            f"The table's index calls several rows {name}: give every row its own label, as "
            "table.reset_index(drop=True) does, or name a column as identifier."
        )
    return ids


def _identifiers(column: str, values: Sequence[Any], row_positions: Sequence[str]) -> list[str]:
    for position, value in zip(row_positions, values, strict=False):
        if is_missing(value):
            raise DataError(
                f"Column {column!r} has no identifier in {position}: fill it in or leave the row "
                "out."
            )
    ids = [spelled(value) for value in values]
    for name in _repeated(ids):
        raise DataError(
            f"Column {column!r} holds {name!r} in several rows: give every row an identifier of "
            "its own, or name another column."
        )
    return ids


def _row_positions(table: Table, rows: int) -> list[str]:
    """Names by position, which need not be distinct where a data frame comes of several files."""
    if not isinstance(table, pd.DataFrame):
        return [numbered(row) for row in range(rows)]
    index = table.index
    if index.name is None and pd.api.types.is_integer_dtype(index.dtype):
        return [numbered(row) for row in index]
    return [spelled(label) for label in index]


def numbered(row: int) -> str:
    return f"row-{row + 1:04d}"


def spelled(value: Any) -> str:
    # pandas makes floats of whole numbers where one of them is missing.
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _repeated(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]
