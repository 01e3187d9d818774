"""A report as files: each writer turns the tree into bytes by name, always the same ones."""

from analysis.report.document import Report

Files = dict[str, bytes]
"""Contents by path, relative to the folder a report is written to."""

FORMATS = ("html", "pdf", "latex", "csv", "xlsx", "json")


def written(report: Report, formats: tuple[str, ...]) -> Files:
    """The files of some formats, and the figures by themselves, to be put into a paper.

    Raises CannotReport where a format needs a package that is not installed.
    """
    files: Files = {
        f"{report.stem}-figures/{place:02}-{each.key}.svg": f"{each.svg}\n".encode()
        for place, each in enumerate(report.figures(), start=1)
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
            from analysis.report.writers.pdf import pdf

            return {f"{report.stem}.pdf": pdf(report)}
        case "latex":
            from analysis.report.writers.latex import latex

            return latex(report)
        case "csv":
            from analysis.report.writers.csv_tables import csv_tables

            return csv_tables(report)
        case "xlsx":
            from analysis.report.writers.xlsx import xlsx

            return {f"{report.stem}.xlsx": xlsx(report)}
        case "json":
            from analysis.report.writers.json_document import json_text

            return {f"{report.stem}.json": json_text(report).encode()}
    raise LookupError(name)
