"""A page and its PDF show what was typed as words, load nothing and run nothing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from analysis.errors import CannotReport
from analysis.report.document import Report
from analysis.report.writers import html as module
from analysis.report.writers.html import html, pdf


@pytest.fixture(scope="module")
def paper(report: Report) -> bytes:
    return pdf(report)


def test_numbers_stand_outside_of_figures_and_everything_in_a_landmark(report: Report) -> None:
    page = etree.HTML(html(replace(report, watermark="Simulated")))
    assert page.xpath("count(//figure/following-sibling::details)") > 0
    assert page.xpath("//figure//details") == []
    assert {element.tag for element in page.xpath("/html/body/*")} <= {
        "section",
        "header",
        "nav",
        "main",
    }
    assert page.xpath("string(//section[@aria-label][1])") == "Simulated"


def test_nothing_in_html_and_figures_is_more_than_text(report: Report) -> None:
    text = html(report)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search(r'(src|href)="(?!#|data:,")', text)
    for figure in report.figures():
        drawing = etree.fromstring(figure.svg.encode())
        names = {etree.QName(element).localname for element in drawing.iter()}
        assert names <= {"svg", "title", "desc", "rect", "text", "line", "polygon"}
        assert drawing[0].text == figure.caption
        assert drawing[1].text


def test_every_figure_has_a_table_that_says_the_same(report: Report) -> None:
    text = html(report)
    for figure in report.figures():
        assert f'aria-labelledby="caption-{figure.table.key}"' in text
        assert figure.table.rows


def test_a_pdf_has_pages_with_the_words_and_names_no_moment(paper: bytes) -> None:
    assert b"CreationDate" not in paper
    words = "".join(page.get_textpage().get_text_range() for page in PdfDocument(paper))
    assert "Participants" in words
    assert "The figures in numbers" in words


def test_what_was_typed_is_words_on_the_pages_of_a_pdf(paper: bytes) -> None:
    words = " ".join(page.get_textpage().get_text_range() for page in PdfDocument(paper))
    assert '<script>alert("1")</script>' in re.sub(r"\s+", " ", words)
    for does in (b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/EmbeddedFile"):
        assert does not in paper


def test_a_pdf_opens_no_file_and_asks_no_host(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were there ever a hole in the page it is made of."""
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'Annsweather' }")
    hole = f'<link rel="stylesheet" href="{secret.as_uri()}"><p>nothing else</p>'
    monkeypatch.setattr(module, "html", lambda *_, **__: hole)
    document = PdfDocument(pdf(report))
    assert document[0].get_textpage().get_text_range().strip() == "nothing else"


def test_without_weasyprint_a_pdf_is_refused_with_a_remedy(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(CannotReport, match="pip install weasyprint"):
        pdf(report)
