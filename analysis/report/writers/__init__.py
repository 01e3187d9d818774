"""A report as files in several formats; the same report always gives the same bytes."""

from analysis.report.document import Report
from analysis.report.writers.files import Files

FORMATS = ("html", "pdf", "latex", "csv", "xlsx", "json")


def written(report: Report, formats: tuple[str, ...]) -> Files:
    """The files of some formats, and each figure by itself, to be put into a paper.

    Raises CannotReport where a format needs a package that is not installed.
    """
    files = {
        f"{report.stem}-figures/{number:02}-{figure.key}.svg": f"{figure.svg}\n".encode()
        for number, figure in enumerate(report.figures(), start=1)
    }
    for name in formats:
        files |= _written(report, name)
    return files


def _written(report: Report, name: str) -> Files:
    # Each format brings its own library, and most people want one or two.
    match name:
        case "html":
            from analysis.report.writers.html import html

            return {f"{report.stem}.html": html(report).encode()}
        case "pdf":
            from analysis.report.writers.html import pdf

            return {f"{report.stem}.pdf": pdf(report)}
        case "latex":
            from analysis.report.writers.latex import latex

            return latex(report)
        case "csv":
            from analysis.report.writers.spreadsheets import csv_tables

            return csv_tables(report)
        case "xlsx":
            from analysis.report.writers.spreadsheets import xlsx

            return {f"{report.stem}.xlsx": xlsx(report)}
        case "json":
            from analysis.report.writers.json_document import json_text

            return {f"{report.stem}.json": json_text(report).encode()}
    raise LookupError(name)
