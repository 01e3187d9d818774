"""A workbook with a sheet for each table, in which nothing runs and nothing is reinterpreted.

Text is stored as text, whatever it looks like: a formula stays a word, and version 1.10 does not
become a number or a date in any language of the program.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from analysis.export.formats import Row
from analysis.export.formats.texts import cut, utf16_units
from analysis.export.table import Column, Table
from core.csv_cells import in_utc

ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no time zones
"""A workbook has to name a moment; this one says nothing about the data."""

MOST_ROWS = 1_048_576
"""As many rows as a sheet has, its head included; a longer table goes on in a sheet of its own."""

LONGEST_TEXT = 32_767
"""Characters of a cell, as UTF-16 counts them."""

WIDTHS = {"string": 24, "datetime": 19, "date": 12}
AS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Write = Callable[[int, int, Any], object]


class DataWorkbook:
    """Writes row by row to the disk, so that memory stays flat."""

    def __init__(self, title: str, name: str) -> None:
        from xlsxwriter import Workbook

        self._name, self._stream = name, BytesIO()
        self._book = Workbook(self._stream, AS_TEXT)
        self._book.set_properties({"title": title, "created": ANY_DAY})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._time = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})

    def watched(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        sheet, at, part = self._sheet(table, 1), 1, 1
        for row in rows:
            if at == MOST_ROWS:
                part += 1
                sheet, at = self._sheet(table, part), 1
            self._write(sheet, at, table, row)
            at += 1
            yield row

    def files(self) -> Iterator[tuple[str, bytes]]:
        self._book.close()
        yield self._name, self._stream.getvalue()

    def _sheet(self, table: Table, part: int) -> Any:
        sheet = self._book.add_worksheet(f"{table.name} {part}" if part > 1 else table.name)
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, max(WIDTHS.get(column.kind, 10), len(column.name) + 2))
            sheet.write_string(0, index, column.name, self._head)
        return sheet

    def _write(self, sheet: Any, at: int, table: Table, row: Row) -> None:
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if value is not None:
                self._write_cell(sheet, at, index, column, value, table)

    def _write_cell(
        self, sheet: Any, at: int, index: int, column: Column, value: Any, table: Table
    ) -> None:
        match column.kind:
            case "string":
                text = cut(str(value), LONGEST_TEXT, utf16_units, table.name)
                sheet.write_string(at, index, text)
            case "boolean":
                sheet.write_boolean(at, index, value)
            case "datetime":
                sheet.write_datetime(at, index, in_utc(value), self._time)
            case "date":
                day = date.fromisoformat(value) if isinstance(value, str) else value
                sheet.write_datetime(at, index, day, self._day)
            case _:
                sheet.write_number(at, index, value)
