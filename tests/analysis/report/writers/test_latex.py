"""LaTeX compiles whatever was typed, runs over no margin, and executes nothing of it."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from analysis.report.document import Report, ReportColumn, ReportSection, ReportTable
from analysis.report.writers.files import put_into
from analysis.report.writers.latex import latex, latex_texts

MOST_POINTS = 2.0
"""How far a line may run over the margin without being seen."""

WIDE = ReportTable(
    "wide_table",
    "More columns of words than a page is wide.",
    tuple(ReportColumn(f"c{number}", f"Heading number {number}") for number in range(14)),
    (("some_key_with_underscores", "f855c8a52d78affb53b31a84ee5fee24" * 2, *["some words"] * 12),)
    * 45,
    "A note.",
)


def test_latex_compiles_whatever_was_typed_and_keeps_the_margin(
    report: Report, tmp_path: Path
) -> None:
    compiler = shutil.which("pdflatex")
    if compiler is None:
        pytest.skip("no pdflatex here: install texlive-latex-recommended to compile the tables")
    wide = ReportSection("wide", "Wide", (WIDE,), in_appendix=True)
    put_into(tmp_path, latex(replace(report, sections=(*report.sections, wide))))
    options = ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")
    done = subprocess.run(
        [compiler, *options, "report.tex"],
        cwd=tmp_path / "report-latex",
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode("latin-1")
    assert done.returncode == 0, said[-2000:]
    over = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", said)]
    assert max(over, default=0.0) < MOST_POINTS
    assert "multiply defined" not in said


def test_in_latex_nothing_typed_is_a_command(report: Report) -> None:
    text = latex_texts(report)["report-latex/report.tex"].decode()
    assert r"\input{/etc" not in text
    assert r"50\%\_\textasciicircum{}" in text
    assert r"\otherletter{4E2D}{中} é" in text


def test_every_label_is_there_once_and_every_file_that_is_put_in(report: Report) -> None:
    files = latex(report)
    text = "\n".join(content.decode() for name, content in files.items() if name.endswith(".tex"))
    labels = re.findall(r"\\label\{([^}]+)\}", text)
    assert len(set(labels)) == len(labels) == len(report.tables()) + len(report.figures())
    named = re.findall(r"\\input\{([^}]+)\}|\\includegraphics\[.*?\]\{([^}]+)\}", text)
    assert {f"report-latex/{table or figure}" for table, figure in named} == {
        name for name in files if name != "report-latex/report.tex"
    }
    assert r"\resizebox" not in text


def test_figures_are_pages_of_their_own_size_with_their_numbers_in_the_appendix(
    report: Report,
) -> None:
    figure = report.figures()[0]
    files = latex(replace(report, summary=(figure,), sections=()))
    page = PdfDocument(files[f"report-latex/figures/{figure.key}.pdf"])[0]
    width, height = map(float, figure.svg.split('viewBox="0 0 ')[1].split('"')[0].split())
    # Of 96 pixels and 72 points in an inch.
    assert page.get_size() == pytest.approx((width * 0.75, height * 0.75), abs=0.1)
    body, appendix = files["report-latex/report.tex"].decode().split(r"\appendix")
    assert f"figures/{figure.key}.pdf" in body
    assert rf"\input{{tables/{figure.table.key}.tex}}" in appendix


def test_the_appendix_comes_last_and_the_first_page_has_no_number(report: Report) -> None:
    first, last = report.sections[0], report.sections[1]
    changed = replace(
        report, summary=(first,), sections=(replace(last, in_appendix=True), report.sections[2])
    )
    text = latex_texts(changed)["report-latex/report.tex"].decode()
    at = [
        text.index(found)
        for found in (
            rf"\section*{{{first.title}}}",
            rf"\section{{{report.sections[2].title}}}",
            r"\appendix",
            rf"\section{{{last.title}}}",
        )
    ]
    assert at == sorted(at)
