"""Every format says the same, is the same twice, and executes nothing that somebody typed."""

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from analysis.records.observations import Answered
from analysis.report.build import build_report
from analysis.report.document import Report
from analysis.report.folder import put_into
from analysis.report.numbers import percent, pvalue
from analysis.report.pages import archive
from analysis.report.document import ReportColumn, ColumnKind
from analysis.report.verify import differences
from analysis.report.writers import FORMATS, pdf, written
from analysis.report.writers.html import html
from analysis.report.writers.json_document import json_document
from tests.analysis.report.observed import code, no_gains, observed, one_scenario

HOSTILE = (
    "=cmd|'/C calc'!A0 </text><script>alert(\"1\")</script> \\input{/etc/passwd} 50%_^~#$& 中 é"
)


@pytest.fixture(scope="module")
def report() -> Report:
    """The title, a question and an option are as hostile as they can be."""
    study = one_scenario(title=HOSTILE)
    page = study.background[0]
    question = page.questions[0].model_copy(
        update={"text": HOSTILE, "options": {"woman": HOSTILE, "man": "Man"}}
    )
    page = page.model_copy(update={"questions": (question, *page.questions[1:])})
    study = study.model_copy(update={"background": (page,)})
    people = [{"tabular": [code("removal", "loss", 1 + each % 10)]} for each in range(12)]
    answers = [Answered("", "gender", (("man", 5), ("woman", 7)))]
    return build_report(observed(people, study=study, gains=no_gains(), answers=answers))


def test_the_same_report_is_the_same_bytes_in_every_format(report: Report) -> None:
    assert written(report, FORMATS) == written(report, FORMATS)
    files = written(report, ("html", "csv"))
    assert archive(files) == archive(dict(reversed(files.items())))


def test_numbers_stand_outside_of_figures_and_everything_in_a_landmark(report: Report) -> None:
    page = etree.HTML(html(replace(report, watermark="Simulated")))
    assert page.xpath("count(//figure/following-sibling::details)") > 0
    assert page.xpath("//figure//details") == []
    assert {each.tag for each in page.xpath("/html/body/*")} <= {"section", "header", "main"}
    assert page.xpath("string(//section[@aria-label][1])") == "Simulated"


def test_nothing_in_html_and_figures_is_more_than_text(report: Report) -> None:
    text = html(report)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search(r'(src|href)="(?!#|data:,")', text)
    for figure in report.figures():
        drawing = etree.fromstring(figure.svg.encode())
        names = {etree.QName(each).localname for each in drawing.iter()}
        assert names <= {"svg", "title", "desc", "rect", "text", "line", "polygon"}
        assert drawing[0].text == figure.caption
        assert drawing[1].text


def test_every_figure_has_a_table_that_says_the_same(report: Report) -> None:
    text = html(report)
    for figure in report.figures():
        assert f'aria-labelledby="caption-{figure.table.key}"' in text
        assert figure.table.rows


def test_no_spreadsheet_takes_words_for_a_formula(report: Report) -> None:
    files = written(report, ("csv", "xlsx"))
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(StringIO(content.decode())):
                assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    book = load_workbook(BytesIO(files["report.xlsx"]))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"n", "s"}
    assert any(HOSTILE in str(cell.value) for row in book["Report"] for cell in row)
    assert book.properties.created.year == 2000


def test_numbers_are_numbers_in_csv_and_workbooks(report: Report) -> None:
    files = written(report, ("csv", "xlsx"))
    name = next(each for each in files if each.endswith("shares_action_numbers.csv"))
    rows = list(csv.DictReader(StringIO(files[name].decode())))
    assert [float(row["Share"]) for row in rows] == [1.0, 0.0, 0.0]
    book = load_workbook(BytesIO(files["report.xlsx"]))
    sheet = next(each for each in book if "shares action" in each.title)
    assert [sheet.cell(row, 4).value for row in (4, 5, 6)] == [1, 0, 0]


def test_a_pdf_has_pages_with_the_words_and_names_no_moment(report: Report) -> None:
    content = written(report, ("pdf",))["report.pdf"]
    assert b"CreationDate" not in content
    document = PdfDocument(content)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Participants" in words
    assert "Appendix: the figures in numbers" in words


def test_what_was_typed_is_words_on_the_pages_of_a_pdf(report: Report) -> None:
    content = written(report, ("pdf",))["report.pdf"]
    document = PdfDocument(content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert '<script>alert("1")</script>' in re.sub(r"\s+", " ", words)
    for does in (b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/EmbeddedFile"):
        assert does not in content


def test_a_pdf_opens_no_file_and_asks_no_host(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were there ever a hole in the page it is made of."""
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'Annsweather' }")
    hole = f'<link rel="stylesheet" href="{secret.as_uri()}"><p>nothing else</p>'
    monkeypatch.setattr(pdf, "html", lambda *_, **__: hole)
    document = PdfDocument(pdf.pdf(report))
    assert document[0].get_textpage().get_text_range().strip() == "nothing else"


def test_latex_compiles_whatever_was_typed(report: Report, tmp_path: Path) -> None:
    latex = shutil.which("pdflatex")
    if latex is None:
        pytest.skip("no pdflatex here: install texlive-latex-recommended to compile the tables")
    put_into(tmp_path, written(report, ("latex",)))
    done = subprocess.run(
        [latex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
        cwd=tmp_path / "report-latex", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]


def test_in_latex_nothing_typed_is_a_command(report: Report) -> None:
    files = written(report, ("latex",))
    text = files["report-latex/report.tex"].decode()
    assert r"\input{/etc" not in text
    assert r"50\%\_\textasciicircum{}\textasciitilde{}\#\$\&" in text
    assert r"\otherletter{4E2D}{中} é" in text


def test_a_report_holds_as_long_as_nothing_changes(report: Report) -> None:
    before = json_document(report)
    assert differences(before, report) == []
    other = build_report(observed([{"tabular": [0]}], study=one_scenario()))
    found = differences(before, other)
    assert any(each.startswith("provenance.data_digest") for each in found)
    assert any("recommended" in each for each in found)


def test_a_folder_gets_all_files_or_none_and_keeps_what_is_not_a_reports(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    put_into(tmp_path, {"report-tables/1.csv": b"old", "report.html": b"old"})
    put_into(tmp_path, {"report-tables/2.csv": b"new", "report.html": b"new"})
    held = {
        str(each.relative_to(tmp_path)): each.read_bytes()
        for each in tmp_path.rglob("*")
        if each.is_file()
    }
    assert held == {"notes.txt": b"mine", "report-tables/2.csv": b"new", "report.html": b"new"}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (ColumnKind.SHARE, 0.3333, "33.3%"),
        (ColumnKind.NUMBER, -1.25, "−1.2"),
        (ColumnKind.NUMBER, -0.001, "0.0"),
        (ColumnKind.COUNT, 12345, "12,345"),
        (ColumnKind.PVALUE, None, "–"),
        (ColumnKind.PVALUE, 1.0, "1.000"),
    ],
)
def test_cells_read_as_in_papers(kind: ColumnKind, value: float | None, text: str) -> None:
    assert ReportColumn("key", "Title", kind).text(value) == text
    assert pvalue(0.0001) == "<\N{NO-BREAK SPACE}0.001"
    assert percent(1.0, 0) == "100%"
