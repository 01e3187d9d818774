"""CSV, a file for each table: UTF-8, numbers unrounded, nothing a spreadsheet would execute."""

from analysis.report.document import Report
from analysis.report.tables import Table, Value
from analysis.report.writers import Files
from attribution.effects.bundle_format import rounded
from core.spreadsheet_text import csv_text


def csv_tables(report: Report) -> Files:
    """Each with the titles of its columns; those of simulated people say so in every row."""
    return {
        f"{report.stem}-tables/{place:02}-{table.key}.csv": _csv(report, table).encode()
        for place, table in enumerate(report.tables(), start=1)
    }


def _csv(report: Report, table: Table) -> str:
    title, mark = (["Data"], ["simulated"]) if report.watermark else ([], [])
    header = [*title, *(column.full_title for column in table.columns)]
    return csv_text(header, ([*mark, *map(_plain, row)] for row in table.rows))


def _plain(value: Value) -> Value:
    return rounded(value) if isinstance(value, float) else value
