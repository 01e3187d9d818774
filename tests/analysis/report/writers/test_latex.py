"""LaTeX compiles whatever was typed, and executes none of it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.report.document import ColumnKind, Report, ReportColumn, ReportTable
from analysis.report.writers.files import put_into
from analysis.report.writers.latex import MOST_ROWS, WIDEST_TEXT, escaped, latex


def test_latex_compiles_whatever_was_typed(report: Report, tmp_path: Path) -> None:
    compiler = shutil.which("pdflatex")
    if compiler is None:
        pytest.skip("no pdflatex here: install texlive-latex-recommended to compile the tables")
    put_into(tmp_path, latex(report))
    options = ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")
    done = subprocess.run(
        [compiler, *options, "report.tex"],
        cwd=tmp_path / "report-latex",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]


def test_in_latex_nothing_typed_is_a_command(report: Report) -> None:
    text = latex(report)["report-latex/report.tex"].decode()
    assert r"\input{/etc" not in text
    assert r"50\%\_\textasciicircum{}\textasciitilde{}\#\$\&" in text
    assert r"\otherletter{4E2D}{中} é" in text


def test_letters_without_a_font_are_told_by_their_numbers() -> None:
    assert escaped("naïve ß ₂") == r"naïve ß \otherletter{2082}{₂}"
    assert escaped("a\x07b\nc") == "a b c"


def with_table(report: Report, table: ReportTable) -> str:
    section = replace(report.sections[0], blocks=(table,), sections=())
    files = latex(replace(report, sections=(section,)))
    return files[f"report-latex/tables/{table.key}.tex"].decode()


def test_a_long_table_runs_over_pages_and_a_short_one_floats(report: Report) -> None:
    columns = (ReportColumn("n", "n", ColumnKind.COUNT),)
    rows = tuple((number,) for number in range(MOST_ROWS + 1))
    long = with_table(report, ReportTable("numbers", "Numbers.", columns, rows))
    assert r"\begin{longtable}{r}" in long
    assert r"\caption{Numbers.}\label{tab:numbers}\\" in long
    short = with_table(report, ReportTable("numbers", "Numbers.", columns, rows[:-1]))
    assert r"\begin{tabular}{r}" in short
    assert "longtable" not in short


def test_a_column_of_long_texts_is_broken_into_lines_and_groups_are_spaced(report: Report) -> None:
    columns = (
        ReportColumn("group", "Group"),
        ReportColumn("text", "Text", over="Above"),
        ReportColumn("n", "n", ColumnKind.COUNT, over="Above"),
    )
    rows = (("a", "[x", 1), ("a", "y" * (WIDEST_TEXT + 1), 2), ("b", "z", None))
    text = with_table(report, ReportTable("some", "Some.", columns, rows, grouped=1))
    assert r"\begin{tabular}{l>{\raggedright\arraybackslash}p{0.32\linewidth}r}" in text
    assert " & " + r"\multicolumn{2}{c}{Above} \\" in text
    assert r"\cmidrule(lr){2-3}" in text
    assert r"a & {[}x & 1 \\" in text
    assert rf" & {'y' * (WIDEST_TEXT + 1)} & 2 \\" in text
    assert "\\addlinespace\nb & z & -- \\\\" in text
