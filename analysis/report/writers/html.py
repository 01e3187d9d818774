"""HTML in one file: style and figures inside, no script, nothing asked of any server."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.report.document import Caution, Figure, Paragraph, Report, Table
from analysis.report.writers.layout import body, has_two_rows, headings

TEMPLATES = Path(__file__).parent / "templates"


def html(report: Report, *, for_pages: bool = False) -> str:
    """For a screen; `for_pages` puts the numbers behind figures into an appendix of its own."""
    template = _environment().get_template("report.html.jinja")
    sheets = ("report.css", "pages.css" if for_pages else "screen.css")
    style = "".join((TEMPLATES / each).read_text(encoding="utf-8") for each in sheets)
    # The style sheets lie beside this file, and nothing is put into them.
    return template.render(report=report, for_pages=for_pages, style=Markup(style))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters |= {"body": body, "headings": headings, "has_two_rows": has_two_rows}
    environment.filters["drawing"] = _drawing
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["figure"] = lambda block: isinstance(block, Figure)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.tests["caution"] = lambda block: isinstance(block, Caution)
    return environment


def _drawing(figure: Figure) -> Any:
    """Made by this project alone, every word in it escaped."""
    return Markup(figure.svg)  # noqa: S704  as said above
