"""A table of the data package sent by itself, as CSV or JSON, while it is read."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from analysis.export.package import csv_of
from analysis.export.scope import StudyScope
from analysis.export.table import Table
from analysis.export.writing import Pieces
from core.csv_cells import cell

ROWS_A_PIECE = 1_000


def table_pieces(scope: StudyScope, table: Table, form: str) -> Pieces:
    """The table piece by piece, whose CSV is the file of the package.

    Where somebody was deleted meanwhile it breaks off before its end, by ExportOutdated: so nobody
    keeps the data of a person who has just had them deleted.
    """
    write, _media_type = WRITERS[form]
    yield from write(table)
    scope.require_unchanged()


def _json_of(table: Table) -> Pieces:
    """One object for each row, with text as it was written."""
    names = [column.name for column in table.columns]
    lines: list[str] = []
    before = "[\n"
    for row in table.rows:
        values = dict(zip(names, map(_plain, row), strict=True))
        lines.append(json.dumps(values, ensure_ascii=False, allow_nan=False))
        if len(lines) == ROWS_A_PIECE:
            yield (before + ",\n".join(lines)).encode()
            before, lines = ",\n", []
    rest = before + ",\n".join(lines) if lines or before == "[\n" else ""
    yield f"{rest}\n]\n".encode()


def _plain(value: Any) -> str | bool | int | float | None:
    """Numbers and words as they are; times as in the CSV file."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return cell(value)
    return str(value)


WRITERS: dict[str, tuple[Callable[[Table], Pieces], str]] = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "json": (_json_of, "application/json"),
}
"""By format: what writes a table, and its media type."""
