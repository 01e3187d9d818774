"""Times as days alone, so that nobody joins a package with a log of when people took part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from analysis.export.table import Column, Table
from core.csv_cells import in_utc


def by_the_day(table: Table) -> Table:
    """The table with the day, in UTC, in place of every time; durations stay as they were."""
    times = [index for index, column in enumerate(table.columns) if column.kind == "datetime"]
    if not times:
        return table
    columns = tuple(map(_day, table.columns))
    return replace(table, columns=columns, rows=_rows(table, times))


def _day(column: Column) -> Column:
    if column.kind != "datetime":
        return column
    return replace(column, kind="date", meaning=f"{column.meaning}; the day alone")


def _rows(table: Table, times: Sequence[int]) -> Iterator[Sequence[Any]]:
    for row in table.rows:
        cells = list(row)
        for index in times:
            if cells[index] is not None:
                cells[index] = in_utc(cells[index]).date()
        yield cells
