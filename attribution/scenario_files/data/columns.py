"""Delimited files in scenario files: how they are laid out, and columns that have to be there."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from attribution.data.files.delimited import DelimitedFile, guessed_layout, read_delimited
from attribution.data.labelled_samples import ColumnValues, no_columns
from attribution.data.problems import DataProblem, DataProblems

SHOWN_COLUMNS = 10

UNCERTAIN = "Guessed: state another where letters with accents read wrong."
"""Stands above an encoding that another one might be as well."""


def read_columns(
    file: Path, named: Iterable[str], *, encoding: str = "", separator: str = ""
) -> DelimitedFile:
    """Read a file that has all the named columns; raises DataProblems."""
    layout, _certain = guessed_layout(file, encoding, separator)
    table = read_delimited(file, layout)
    missing = [no_column(name, list(table.columns)) for name in named if name not in table.columns]
    if missing:
        raise DataProblems(file.name, [*missing, *table.problems])
    return table


def no_column(name: str, columns: Sequence[str]) -> DataProblem:
    """Say which columns there are, the most similar one first."""
    similar = get_close_matches(name, columns, n=1)
    others = [column for column in columns if column not in similar]
    shown = ", ".join([*similar, *others][:SHOWN_COLUMNS])
    more = ", …" if len(columns) > SHOWN_COLUMNS else ""
    return DataProblem("", f"There is no column {name!r}.", f"Name one of {shown}{more}.")


def values_for(table: DelimitedFile | None, rows: Sequence[int]) -> ColumnValues:
    """The values of any column of a file in some of its rows."""
    if table is None:
        return no_columns

    def values(column: str) -> list[str]:
        if column not in table.columns:
            raise DataProblems(table.name, [no_column(column, list(table.columns))])
        of_column = table.values(column)
        return [of_column[row] for row in rows]

    return values


def identifiers(table: DelimitedFile, column: str) -> list[str]:
    """The values of a column, or else rows by their position, from row-0001."""
    return table.values(column) if column else [f"row-{row + 1:04d}" for row in table.rows]


def likely_identifier(table: DelimitedFile, columns: Iterable[str]) -> str:
    """The first column that is called so and has another value in every row, or ""."""
    for column in columns:
        values = table.values(column)
        is_called_so = re.search(r"(?i)(^|[^a-z])(id|nr|no|number|key|code)$", column)
        if is_called_so and all(values) and len(set(values)) == len(values):
            return column
    return ""
