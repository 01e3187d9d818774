"""A page and its PDF show what was typed as words, load nothing and run nothing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from analysis.errors import CannotReport
from analysis.report.document import (
    ColumnKind,
    Paragraph,
    Report,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.writers import html as module
from analysis.report.writers.html import MOST_ROWS_OPEN, html, pdf


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


def table(key: str, rows: int) -> ReportTable:
    columns = (ReportColumn("n", "n", ColumnKind.COUNT),)
    return ReportTable(key, f"Caption of {key}.", columns, tuple((row,) for row in range(rows)))


def test_contents_name_every_section_and_lead_into_what_is_folded(report: Report) -> None:
    details = ReportSection("details", "Details", (table("t", 3),), in_appendix=True)
    page = etree.HTML(html(replace(report, sections=(*report.sections, details))))
    titles = page.xpath("//nav//a/text()")
    assert titles[0] == "First page"
    assert titles[1:] == [section.title for section in (*report.main, *report.appendix, details)]
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    for address in page.xpath("//nav//a/@href")[1:]:
        (section,) = page.xpath(f"//details/*[@id='{address[1:]}']")
        # A browser opens what is folded around the place that a link leads to.
        assert section.tag == "section"
    appendix = page.xpath("//section[@class='appendix']//details/summary/*/text()")
    assert appendix[-1] == "Details"


def test_the_first_page_is_open_and_may_hold_tables_and_sections(report: Report) -> None:
    first = ReportSection("registered", "What was registered", (table("t", 3),))
    page = etree.HTML(html(replace(report, summary=(Paragraph("One."), first), sections=())))
    (summary,) = page.xpath("//section[@id='first-page']")
    assert summary.xpath("./p/text()") == ["One."]
    assert summary.xpath(".//h2/text()") == ["What was registered"]
    assert summary.xpath("count(.//table)") == 1
    assert summary.xpath("count(ancestor::details)") == 0


def test_a_long_table_is_folded_on_a_screen_and_open_on_paper(report: Report) -> None:
    section = ReportSection("s", "S", (table("short", MOST_ROWS_OPEN), table("long", 50)))
    changed = replace(report, sections=(section,))
    page = etree.HTML(html(changed))
    (folded,) = page.xpath("//details[@class='table']")
    assert folded.get("id") == "long"
    assert "(50 rows)" in folded.xpath("string(summary)")
    assert "<details" not in html(changed, for_pages=True)


def test_a_repeated_number_reaches_over_its_rows(report: Report) -> None:
    columns = (
        ReportColumn("people", "People", ColumnKind.COUNT),
        ReportColumn("level", "Level"),
    )
    grouped = ReportTable("t", "T.", columns, ((30, "One"), (30, "Two")), grouped=1)
    page = etree.HTML(html(replace(report, sections=(ReportSection("s", "S", (grouped,)),))))
    (whole,) = page.xpath("//td[text()='30']")
    assert (whole.get("rowspan"), whole.get("class")) == ("2", "number")
    assert page.xpath("//th[text()='Two']/../*/text()") == ["Two"]


def pages_of(report: Report) -> list[str]:
    pages = PdfDocument(pdf(report))
    return [page.get_textpage().get_text_range() for page in pages]


def test_no_heading_stands_at_the_foot_of_a_page_without_its_table(report: Report) -> None:
    filling = tuple(Paragraph("Words that fill a line of the page. " * 4) for _ in range(13))
    filled = []
    for lines in range(4):
        more = tuple(Paragraph(f"Line {line}.") for line in range(2 * lines))
        heading = ReportSection("s", "The heading", (Paragraph("Leads."), table("t", 10)))
        body = ReportSection("f", "Filling", (*filling, *more), (heading,))
        filled += [
            page
            for page in pages_of(replace(report, summary=(), sections=(body,)))
            if "The heading" in page
        ]
    assert len(filled) == 4
    assert all("Caption of t." in page for page in filled)


def test_the_mark_of_simulated_people_lies_over_nothing(report: Report) -> None:
    marked = replace(report, watermark="Simulated people", sections=report.sections[:1])
    for page in PdfDocument(pdf(marked)):
        text = page.get_textpage()
        (start, count) = text.search("Simulated people").get_next()
        bottom = min(text.get_charbox(at)[1] for at in range(start, start + count))
        # The margin above the text is 24 mm high.
        assert bottom > page.get_height() - 24 / 25.4 * 72
        assert text.get_text_range().count("Simulated people") == 1
