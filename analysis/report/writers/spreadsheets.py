"""Tables for spreadsheets: a CSV file for each, or one workbook with a sheet for each.

Nothing in them is executed, whatever somebody typed.
"""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from analysis.report.document import (
    Block,
    Caution,
    CellValue,
    ColumnKind,
    Paragraph,
    Report,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.files import Files
from core.rounding import rounded
from core.spreadsheet_text import csv_text

ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no time zones
"""A workbook has to name a moment; this one says nothing about the report."""

NO_CONVERSION = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {ColumnKind.COUNT: "#,##0", ColumnKind.PVALUE: '[<0.001]"< 0.001";0.000'}
"""How numbers look; a p-value stays a number, also where the cell reads < 0.001."""

WIDEST = 60
"""Characters of the widest column."""


def csv_tables(report: Report) -> Files:
    """UTF-8, numbers to ten digits; rows of simulated participants each say so."""
    return {
        f"{report.stem}-tables/{number:02}-{table.key}.csv": _csv(report, table).encode()
        for number, table in enumerate(report.tables(), start=1)
    }


def _csv(report: Report, table: ReportTable) -> str:
    title, mark = (["Data"], ["simulated"]) if report.watermark else ([], [])
    header = [*title, *(column.full_title for column in table.columns)]
    return csv_text(header, ([*mark, *map(_plain, row)] for row in table.rows))


def _plain(value: CellValue) -> CellValue:
    return rounded(value) if isinstance(value, float) else value


def xlsx(report: Report) -> bytes:
    """A workbook: the text on the first sheet, then each table; numbers have ten digits."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, **NO_CONVERSION})
    book.set_properties({"title": report.subtitle, "created": ANY_DAY})
    styles = _Styles(book)
    _write_text(book.add_worksheet("Report"), report, styles)
    for number, table in enumerate(report.tables(), start=1):
        _write_table(book.add_worksheet(_name(number, table)), report, table, styles)
    book.close()
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.bold = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.note = book.add_format({"italic": True, "font_color": "#57606a"})
        self._numbers: dict[str, Any] = {}
        self._book = book

    def of(self, column: ReportColumn) -> Any:
        """The number format of a column's cells; None for text."""
        digits = f"0.{'0' * column.digits}" if column.digits else "0"
        shown = {ColumnKind.SHARE: f"{digits}%", ColumnKind.NUMBER: digits} | FORMATS
        if column.kind not in shown:
            return None
        code = shown[column.kind]
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"num_format": code})
        return self._numbers[code]


def _write_text(sheet: Any, report: Report, styles: _Styles) -> None:
    lines: list[tuple[str, Any]] = [(report.title, styles.title), (report.subtitle, None)]
    if report.watermark:
        lines.append((report.watermark, styles.bold))
    for part in report.summary:
        if isinstance(part, ReportSection):
            lines += _lines(report, part, styles)
        else:
            lines.append(_line(report, part, styles))
    for section in (*report.main, *report.appendix):
        lines += _lines(report, section, styles)
    sheet.set_column(0, 0, 110)
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, style)


def _lines(report: Report, section: ReportSection, styles: _Styles) -> list[tuple[str, Any]]:
    lines: list[tuple[str, Any]] = [("", None), (section.title, styles.bold)]
    lines += [_line(report, block, styles) for block in section.blocks]
    for inner in section.sections:
        lines += _lines(report, inner, styles)
    return lines


def _line(report: Report, block: Block, styles: _Styles) -> tuple[str, Any]:
    if isinstance(block, Paragraph):
        return block.text, styles.wrapped
    if isinstance(block, Caution):
        return f"Take care. {block.text}", styles.wrapped
    return report.caption(block), styles.note


def _write_table(sheet: Any, report: Report, table: ReportTable, styles: _Styles) -> None:
    sheet.write_string(0, 0, report.caption(table), styles.bold)
    texts = list(table.texts())
    for index, column in enumerate(table.columns):
        sheet.write_string(2, index, column.full_title, styles.heading)
        longest = max((len(row[index]) for row in texts), default=0)
        sheet.set_column(index, index, min(WIDEST, max(longest + 2, 12)))
    sheet.freeze_panes(3, 0)
    for row, values in enumerate(table.rows, start=3):
        for index, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if isinstance(value, str):
                sheet.write_string(row, index, value)
            elif value is not None:
                sheet.write_number(row, index, _plain(value), styles.of(column))
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note, styles.note)


def _name(number: int, table: ReportTable) -> str:
    """At most 31 characters, as workbooks allow; the number keeps names apart."""
    return f"{number} {re.sub(r'[^a-z0-9]+', ' ', table.key)}"[:31].strip()
