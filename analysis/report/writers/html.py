"""HTML in one file, with style and figures inside and no script, and the PDF made from it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.errors import CannotReport
from analysis.report.document import (
    Caution,
    Paragraph,
    Report,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.layout import body, has_two_rows, headings

TEMPLATES = Path(__file__).parent / "templates"

MOST_ROWS_OPEN = 12
"""A longer table is folded on a screen."""

MOST_ROWS_UNBROKEN = 12
"""A longer table may run over pages, so that no page stays half empty before it."""


def html(report: Report, *, for_pages: bool = False) -> str:
    """For a screen, its sections folded; `for_pages` opens them, with numbers in an appendix."""
    template = _environment().get_template("report.html.jinja")
    sheets = ("report.css", "pages.css" if for_pages else "screen.css")
    style = "".join((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in sheets)
    # The style sheets lie beside this file, and nothing is put into them.
    return template.render(report=report, for_pages=for_pages, style=Markup(style))  # noqa: S704


def pdf(report: Report) -> bytes:
    """For paper; raises CannotReport without WeasyPrint or the libraries it draws with.

    The file names no moment, and its identifier follows from its content: with the same fonts the
    same report gives the same bytes.
    """
    try:
        from weasyprint import HTML  # slow: fonts
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as problem:
        raise CannotReport(
            "A PDF needs WeasyPrint and Pango, which are not here: install them with "
            "`.venv/bin/python -m pip install weasyprint` and your system's package for Pango, "
            "or leave pdf out of the formats."
        ) from problem
    text = html(report, for_pages=True)
    identifier = sha256(text.encode()).digest()[:16]
    # Whatever got into the text: no file of the server and no other host is opened for it.
    page = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=()))
    content: bytes = page.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return content


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
        "is_folded": lambda table: len(table.rows) > MOST_ROWS_OPEN,
        "is_short": lambda table: len(table.rows) <= MOST_ROWS_UNBROKEN,
    }
    environment.tests |= {
        "section": lambda part: isinstance(part, ReportSection),
        "table": lambda block: isinstance(block, ReportTable),
        "figure": lambda block: isinstance(block, ReportFigure),
        "paragraph": lambda block: isinstance(block, Paragraph),
        "caution": lambda block: isinstance(block, Caution),
    }
    return environment


def _drawing(figure: ReportFigure) -> Markup:
    return Markup(figure.svg)  # noqa: S704  drawn by analysis.figures, every word in it escaped
