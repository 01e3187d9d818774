"""Codings as a CSV table."""

from collections.abc import Iterable

from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import CodebookContent
from core.spreadsheet_text import Cell, csv_text


def theme_matrix_csv(book: CodebookContent, coded: Iterable[CodedUnit], *, unit_name: str) -> str:
    """A row for each coder of each unit, with 1 or 0 for each theme of the book.

    A name that several themes have is numbered, since columns are told apart by their headings.
    """
    themes = list(book.codable())
    rows: list[list[Cell]] = [
        [unit.unit, coder, *(int(theme.key in unit.themes_by_coder[coder]) for theme in themes)]
        for unit in coded
        for coder in sorted(unit.themes_by_coder)
    ]
    return csv_text([unit_name, "coder", *(theme.name for theme in themes)], rows)
