"""A workbook: the text on the first sheet, then a sheet for each table with numbers to work on."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from analysis.report.document import Caution, Paragraph, Report, Section
from analysis.report.tables import Column, Kind, Table

ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no time zones
"""Workbooks have to name a moment; this one says nothing."""

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMATS = {Kind.COUNT: "#,##0", Kind.PVALUE: "0.000"}
WIDEST = 60


def xlsx(report: Report) -> bytes:
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, **SAFE})
    book.set_properties({"title": report.subtitle, "created": ANY_DAY})
    styles = _Styles(book)
    _write_text(book.add_worksheet("Report"), report, styles)
    for place, table in enumerate(report.tables(), start=1):
        _write_table(book.add_worksheet(_name(place, table)), report, table, styles)
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

    def of(self, column: Column) -> Any:
        """The number format of a column's cells; None for text."""
        digits = f"0.{'0' * column.digits}" if column.digits else "0"
        shown = {Kind.SHARE: f"{digits}%", Kind.NUMBER: digits} | FORMATS
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
    lines += [(block.text, styles.wrapped) for block in report.summary
              if isinstance(block, Paragraph)]  # fmt: skip
    for section in report.sections:
        lines += _lines(report, section, styles)
    sheet.set_column(0, 0, 110)
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, style)


def _lines(report: Report, section: Section, styles: _Styles) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", None), (section.title, styles.bold)]
    for block in section.blocks:
        if isinstance(block, Paragraph):
            found.append((block.text, styles.wrapped))
        elif isinstance(block, Caution):
            found.append((f"Take care. {block.text}", styles.wrapped))
        else:
            found.append((report.caption(block), styles.note))
    for inner in section.sections:
        found += _lines(report, inner, styles)
    return found


def _write_table(sheet: Any, report: Report, table: Table, styles: _Styles) -> None:
    sheet.write_string(0, 0, report.caption(table), styles.bold)
    texts = list(table.texts())
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.full_title, styles.heading)
        longest = max((len(row[place]) for row in texts), default=0)
        sheet.set_column(place, place, min(WIDEST, max(longest + 2, 12)))
    sheet.freeze_panes(3, 0)
    for at, row in enumerate(table.rows, start=3):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if isinstance(value, str):
                sheet.write_string(at, place, value)
            elif value is not None:
                sheet.write_number(at, place, value, styles.of(column))
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note, styles.note)


def _name(place: int, table: Table) -> str:
    """At most 31 characters, told apart by the number."""
    return f"{place} {re.sub(r'[^a-z0-9]+', ' ', table.key)}"[:31].strip()
