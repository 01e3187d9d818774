"""Headings stand over their columns, and a repeated value stands once for its rows."""

from analysis.report.document import ColumnKind, ReportColumn, ReportTable
from analysis.report.writers.layout import Heading, begins_group, body, has_two_rows, headings

AXIS, CHOICE = ReportColumn("axis", "Axis"), ReportColumn("choice", "Choice")
LOW = ReportColumn("low", "from", ColumnKind.SHARE, over="Interval")
HIGH = ReportColumn("high", "to", ColumnKind.SHARE, over="Interval")
ROWS = (
    ("Action", "Removal", 0.1, 0.2),
    ("Action", "Removal", 0.3, 0.4),
    ("Metric", "Removal", 0.5, None),
)
TABLE = ReportTable("t", "T.", (AXIS, CHOICE, LOW, HIGH), ROWS, grouped=2)


def test_a_common_heading_reaches_over_its_columns() -> None:
    assert headings(TABLE) == [
        Heading("Axis", 1, (), is_numeric=False),
        Heading("Choice", 1, (), is_numeric=False),
        Heading("Interval", 2, (LOW, HIGH), is_numeric=True),
    ]
    assert has_two_rows(TABLE)
    assert not has_two_rows(ReportTable("t", "T.", (AXIS, CHOICE), ()))


def test_a_value_stands_for_the_rows_below_that_repeat_it() -> None:
    rows = [[(cell.text, cell.rows) for cell in row] for row in body(TABLE)]
    assert rows == [
        [("Action", 2), ("Removal", 2), ("10.0%", 1), ("20.0%", 1)],
        [("Action", 0), ("Removal", 0), ("30.0%", 1), ("40.0%", 1)],
        # Another axis: the same choice is written again.
        [("Metric", 1), ("Removal", 1), ("50.0%", 1), ("–", 1)],
    ]


def test_words_of_the_grouped_columns_are_headings_of_their_rows() -> None:
    (first, *_) = body(TABLE)
    assert [cell.is_heading for cell in first] == [True, True, False, False]
    assert [cell.is_numeric for cell in first] == [False, False, True, True]


def test_a_group_begins_where_a_grouped_column_changes() -> None:
    assert [begins_group(TABLE, row) for row in range(3)] == [False, False, True]
    ungrouped = ReportTable("t", "T.", TABLE.columns, ROWS)
    assert not any(begins_group(ungrouped, row) for row in range(3))


def test_a_repeated_number_stands_for_its_rows_too() -> None:
    people = ReportColumn("people", "People", ColumnKind.COUNT)
    rows = (("Action", 30, "Removal"), ("Action", 30, "Label change"), ("Metric", 30, "Loss"))
    table = ReportTable("t", "T.", (AXIS, people, CHOICE), rows, grouped=2)
    assert [[cell.rows for cell in row] for row in body(table)] == [[2, 2, 1], [0, 0, 1], [1, 1, 1]]
