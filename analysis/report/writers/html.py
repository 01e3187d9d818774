"""HTML in one file, with style and figures inside and no script, and the PDF made from it."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.report.document import (
    Caution,
    Paragraph,
    Report,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.column_widths import ColumnWidths, Paper, column_widths
from analysis.report.writers.layout import body, has_two_rows, headings, with_footnotes
from analysis.report.writers.printing import printed

PAGE = Paper(line=60.0, turned=90.0, face=0.9, gap=0.8)
"""A page of A4 as pages.css has it: lines of 170 mm, or 257 mm, in letters of 8 points."""

FEW_LETTERS = 250
"""Fewer than fill three lines: below a heading they stay with the table that they lead to."""

TEMPLATES = Path(__file__).parent / "templates"

MOST_ROWS_OPEN = 12
"""A longer table is folded on a screen."""

MOST_ROWS_UNBROKEN = 8
"""A longer table may run over pages, so that no page stays half empty before it."""


def html(report: Report, *, for_pages: bool = False) -> str:
    """For a screen, its sections folded; `for_pages` opens them, with numbers in an appendix."""
    template = _environment().get_template("report.html.jinja")
    sheets = ("report.css", "pages.css" if for_pages else "screen.css")
    style = "".join((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in sheets)
    # The style sheets lie beside this file, and nothing is put into them.
    return template.render(report=report, for_pages=for_pages, style=Markup(style))  # noqa: S704


def pdf(report: Report) -> bytes:
    """For paper, tagged for screen readers; raises CannotReport as `printed` does."""
    return printed(html(report, for_pages=True), tagged=True)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "body": body,
        "headings": headings,
        "has_two_rows": has_two_rows,
        "drawing": _drawing,
        "with_footnotes": with_footnotes,
        "widths": _widths,
        "begins_sideways": _begins_sideways,
        "breakable": _breakable,
        "is_folded": lambda table: len(table.rows) > MOST_ROWS_OPEN,
        "is_short": lambda table: len(table.rows) <= MOST_ROWS_UNBROKEN,
    }
    environment.tests |= {
        "section": lambda part: isinstance(part, ReportSection),
        "table": lambda block: isinstance(block, ReportTable),
        "figure": lambda block: isinstance(block, ReportFigure),
        "paragraph": lambda block: isinstance(block, Paragraph),
        "short_paragraph": lambda block: (
            isinstance(block, Paragraph) and len(block.text) < FEW_LETTERS
        ),
        "caution": lambda block: isinstance(block, Caution),
    }
    return environment


def _drawing(figure: ReportFigure) -> Markup:
    return Markup(figure.svg)  # noqa: S704  drawn by analysis.figures, every word in it escaped


def _breakable(text: str) -> Markup:
    """Text that may be broken after the signs that keys and paths are put together with."""
    return Markup("<wbr>").join(re.split(r"(?<=[_/])", text))


def _widths(table: ReportTable) -> ColumnWidths:
    return column_widths(table, PAGE)


def _begins_sideways(section: ReportSection) -> bool:
    """Whether its heading goes onto the turned page of its first table."""
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, ReportTable) and _widths(with_footnotes(first)).is_sideways
