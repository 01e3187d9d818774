"""Tables are numbers to work on, and no spreadsheet takes words for a formula."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

from openpyxl import load_workbook

from analysis.report.document import (
    ColumnKind,
    Report,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.spreadsheets import csv_tables, xlsx
from tests.analysis.report.writers.conftest import HOSTILE


def test_no_spreadsheet_takes_words_for_a_formula(report: Report) -> None:
    for content in csv_tables(report).values():
        for row in csv.reader(StringIO(content.decode())):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    book = load_workbook(BytesIO(xlsx(report)))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"n", "s"}
    assert any(HOSTILE in str(cell.value) for row in book["Report"] for cell in row)
    assert book.properties.created.year == 2000


def test_numbers_are_numbers_in_csv_and_workbooks(report: Report) -> None:
    files = csv_tables(report)
    name = next(name for name in files if name.endswith("shares_action_numbers.csv"))
    rows = list(csv.DictReader(StringIO(files[name].decode())))
    assert [float(row["Share"]) for row in rows] == [1.0, 0.0, 0.0]
    book = load_workbook(BytesIO(xlsx(report)))
    sheet = next(sheet for sheet in book if "shares action" in sheet.title)
    assert [sheet.cell(row, 4).value for row in (4, 5, 6)] == [1, 0, 0]


def test_numbers_of_workbooks_have_ten_digits_and_small_pvalues_read_as_such(
    report: Report,
) -> None:
    columns = (
        ReportColumn("value", "Value", ColumnKind.NUMBER),
        ReportColumn("p", "p", ColumnKind.PVALUE),
    )
    # One statistic as two processors compute it (statistics of 31 pairs by Stuart and Maxwell).
    rows = ((2.787878787878787, 1.23456789012e-5), (2.787878787878788, 0.05))
    section = ReportSection("s", "S", (ReportTable("t", "T.", columns, rows),))
    book = load_workbook(BytesIO(xlsx(replace(report, summary=(), sections=(section,)))))
    sheet = book.worksheets[1]
    assert sheet["A4"].value == sheet["A5"].value == 2.787878788
    assert sheet["B4"].value == 1.23456789e-5
    assert sheet["B4"].number_format == '[<0.001]"< 0.001";0.000'


def test_every_row_of_simulated_participants_says_so(report: Report) -> None:
    for content in csv_tables(replace(report, watermark="Simulated")).values():
        header, *rows = csv.reader(StringIO(content.decode()))
        assert header[0] == "Data"
        assert {row[0] for row in rows} <= {"simulated"}


def test_sheets_have_names_that_workbooks_allow(report: Report) -> None:
    names = load_workbook(BytesIO(xlsx(report))).sheetnames
    assert len(names) == 1 + len(report.tables())
    assert all(len(name) <= 31 for name in names)
