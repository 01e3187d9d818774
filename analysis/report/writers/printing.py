"""Pages as PDF by WeasyPrint: the same bytes for the same words, pictures and fonts."""

from hashlib import sha256
from typing import Any

from analysis.errors import CannotReport
from analysis.report.document import Report, ReportFigure
from analysis.report.writers.files import Files

FIGURE = "@page {{size: {width}px {height}px; margin: 0}} body {{margin: 0}} svg {{display: block}}"


def printed(text: str, *, tagged: bool = False) -> bytes:
    """HTML as PDF; raises CannotReport without WeasyPrint or the libraries it draws with.

    The file names no moment, and its identifier follows from its content.
    """
    try:
        from weasyprint import HTML  # slow: fonts
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as problem:
        raise CannotReport(
            "A PDF and the figures of LaTeX need WeasyPrint and Pango, which are not here: install "
            "them with `.venv/bin/python -m pip install weasyprint` and your system's package for "
            "Pango, or leave pdf and latex out of the formats."
        ) from problem
    identifier = sha256(text.encode()).digest()[:16]
    # Whatever got into the text: no file of the server and no other host is opened for it.
    page: Any = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=()))
    content: bytes = page.write_pdf(pdf_identifier=identifier, pdf_tags=tagged)
    return content


def figure_pages(report: Report, folder: str) -> Files:
    """Each figure as a PDF of one page that is as large as the figure."""
    return {f"{folder}/{figure.key}.pdf": _page(figure) for figure in report.figures()}


def _page(figure: ReportFigure) -> bytes:
    width, height = figure.svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()
    style = FIGURE.format(width=width, height=height)
    return printed(f"<!DOCTYPE html><style>{style}</style><body>{figure.svg}</body>")
