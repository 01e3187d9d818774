"""Tables keep the size of their letters: cells are broken into lines, or the page is turned."""

from dataclasses import replace

from analysis.report.document import ColumnKind, Report, ReportColumn, ReportTable
from analysis.report.writers.latex_tables import MOST_LINES, table_file

NUMBERS = (ReportColumn("n", "n", ColumnKind.COUNT),)


def test_a_long_table_runs_over_pages_with_one_label_and_a_short_one_floats(
    report: Report,
) -> None:
    rows = tuple((number,) for number in range(MOST_LINES + 1))
    long = table_file(report, ReportTable("the_numbers", "Numbers.", NUMBERS, rows))
    assert r"\begin{longtable}{r}" in long
    assert long.count(r"\caption{Numbers.}\label{tab:the-numbers}") == 1
    assert long.index(r"\label") < long.index(r"\endfirsthead") < long.index("Continued")
    short = table_file(report, ReportTable("numbers", "Numbers.", NUMBERS, rows[:-1]))
    assert r"\begin{tabular}{r}" in short
    assert "longtable" not in short


def test_words_that_do_not_fit_are_broken_into_lines_and_groups_are_spaced(
    report: Report,
) -> None:
    columns = (
        ReportColumn("group", "Group"),
        ReportColumn("text", "Text", over="Above"),
        ReportColumn("n", "n", ColumnKind.COUNT, over="Above"),
    )
    rows = (("a", "[x", 1), ("a", "some words " * 20, 2), ("b", "z", None))
    text = table_file(report, ReportTable("some", "Some.", columns, rows, grouped=1))
    assert text.count(r"\raggedright\arraybackslash}p{\dimexpr") == 2
    assert r">{\raggedleft\arraybackslash}p{\dimexpr" in text
    assert r"\multicolumn{2}{>{\centering\arraybackslash}p{\dimexpr" in text
    assert r"\cmidrule(lr){2-3}" in text
    assert r"a & {[}x & 1 \\" in text
    assert "\\addlinespace\nb & z & -- \\\\" in text


def test_a_table_that_no_page_is_wide_enough_for_is_turned(report: Report) -> None:
    columns = tuple(ReportColumn(f"c{number}", "Participants") for number in range(12))
    text = table_file(report, ReportTable("wide", "Wide.", columns, (("x",) * 12,)))
    assert r"\begin{landscape}" in text
    assert r"\end{landscape}" in text


def test_a_caption_says_that_participants_are_simulated(report: Report) -> None:
    marked = replace(report, watermark="Simulated")
    text = table_file(marked, ReportTable("n", "Numbers.", NUMBERS, ((1,),)))
    assert r"\caption{Simulated participants. Numbers.}" in text
