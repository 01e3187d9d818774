"""Codings and codebooks as CSV tables."""

from collections.abc import Iterable
from itertools import chain, count

from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import CodebookContent
from core.spreadsheet_text import Cell, csv_text


def theme_matrix_csv(book: CodebookContent, coded: Iterable[CodedUnit], *, unit_name: str) -> str:
    """A row for each coder of each unit, with 1 or 0 for each theme of the book.

    A name that several themes have is numbered, since columns are told apart by their headings.
    """
    themes = [theme for _, theme in book.placed()]
    rows: list[list[Cell]] = [
        [unit.unit, coder, *(int(theme.key in unit.themes_by_coder[coder]) for theme in themes)]
        for unit in coded
        for coder in sorted(unit.themes_by_coder)
    ]
    return csv_text([unit_name, "coder", *_numbered(theme.name for theme in themes)], rows)


def _numbered(names: Iterable[str]) -> list[str]:
    """Each name once, such as Odd, Odd (2)."""
    taken: dict[str, None] = {}
    for name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        taken[next(free for free in chain([name], numbered) if free not in taken)] = None
    return list(taken)


def codebook_csv(book: CodebookContent) -> str:
    header = ["area", "key", "theme", "type", "definition", "include", "exclude", "examples"]
    rows = [
        [
            area.name if area else "",
            theme.key,
            theme.name,
            ", ".join(kind.words for kind in theme.kinds),
            theme.definition,
            theme.include,
            theme.exclude,
            "\n".join(theme.examples),
        ]
        for area, theme in book.placed()
    ]
    return csv_text(header, rows)
