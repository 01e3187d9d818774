"""PDF for paper, of the same tree as the HTML, with the figures' numbers in an appendix."""

from hashlib import sha256

from analysis.errors import CannotReport
from analysis.report.document import Report
from analysis.report.writers.html import html


def pdf(report: Report) -> bytes:
    """Raises CannotReport without WeasyPrint or the libraries it draws with.

    The file names no moment, and its identifier is that of the data: the same fonts on the
    machine, the same bytes.
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
    found: bytes = page.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return found
