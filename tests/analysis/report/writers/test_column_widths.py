"""Columns share a line so that words and numbers stay whole."""

import pytest

from analysis.figures.text_width import BOLD, text_width
from analysis.report.document import ColumnKind, ReportColumn, ReportTable
from analysis.report.writers.column_widths import MANY_ROWS, WIDEST, Paper, column_widths

PAPER = Paper(line=50.0, turned=75.0, face=1.0, gap=1.0)
TEXT, COUNT = ReportColumn("t", "Text"), ReportColumn("n", "n", ColumnKind.COUNT)


def table(*rows: tuple[str | int, ...], columns: tuple[ReportColumn, ...]) -> ReportTable:
    return ReportTable("t", "T.", columns, rows)


def test_where_every_cell_fits_no_column_is_given_a_width() -> None:
    widths = column_widths(table(("short", 1), ("words", 2), columns=(TEXT, COUNT)), PAPER)
    assert (widths.shares, widths.lines, widths.is_sideways) == (None, 2, False)


def test_long_words_get_what_the_numbers_leave_of_the_line() -> None:
    rows = [("words and words " * 10, 100)]
    text, count = column_widths(table(*rows, columns=(TEXT, COUNT)), PAPER).shares or (0, 0)
    # Three digits of 0.66 and the gap.
    assert count * PAPER.line == pytest.approx(3 * 0.66 + 1)
    assert text == pytest.approx(WIDEST / 50)


def test_a_common_heading_widens_the_columns_below_it() -> None:
    below = tuple(
        ReportColumn(key, key, ColumnKind.COUNT, over="Participants") for key in ("a", "b")
    )
    row = ("words and words " * 10, 1, 2)
    _, first, second = column_widths(table(row, columns=(TEXT, *below)), PAPER).shares or ()
    assert first == second
    # The heading is bold, and its cell has a gap.
    assert (first + second) * PAPER.line == pytest.approx(text_width("Participants", BOLD) + 1)


def test_words_are_served_before_the_titles_of_numbers() -> None:
    count = ReportColumn("n", "two words", ColumnKind.COUNT)
    row: tuple[str | int, ...] = ("words and words " * 3, *[1] * 8)
    first, *others = column_widths(table(row, columns=(TEXT, *[count] * 8)), PAPER).shares or ()
    assert others == [others[0]] * 8
    # The longer word of the title, bold, and the gap.
    assert others[0] * PAPER.line == pytest.approx(text_width("words", BOLD) + 1)
    assert first == pytest.approx(1 - sum(others))


def test_more_columns_than_a_line_holds_turn_the_page_and_still_share_it() -> None:
    columns = tuple(ReportColumn(f"c{number}", "Participants") for number in range(12))
    widths = column_widths(table(("x",) * 12, columns=columns), PAPER)
    assert widths.is_sideways
    assert sum(widths.shares or ()) <= 1 + 1e-9


def test_many_rows_of_many_lines_are_turned_and_few_are_not() -> None:
    columns = (TEXT, TEXT, TEXT, TEXT)
    row = ("words and words " * 3,) * 4
    assert column_widths(table(*[row] * (MANY_ROWS + 1), columns=columns), PAPER).is_sideways
    assert not column_widths(table(*[row] * MANY_ROWS, columns=columns), PAPER).is_sideways
