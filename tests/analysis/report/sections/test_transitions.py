"""First choices stand by second ones, as columns or as a list, and each level has its change."""

import pytest

from analysis.report.context import ReportContext
from analysis.report.document import ReportTable
from analysis.report.paired_comparisons import PairedComparison
from analysis.report.sections.transitions import axis_section
from tests.analysis.report.observations import observed

CONTEXT = ReportContext(observed([]), 1, 100)


def compared(levels: tuple[str, ...]) -> PairedComparison:
    return PairedComparison(
        key="action",
        axis="action",
        first="Image",
        second="Tabular",
        people=9,
        levels=levels,
        table=((3, 4), (0, 2)),
        tests=(),
        rank=None,
    )


def tables(levels: tuple[str, ...]) -> tuple[ReportTable, ReportTable]:
    blocks = axis_section(CONTEXT, compared(levels), is_changed=False).blocks
    transitions, changes = (block for block in blocks if isinstance(block, ReportTable))
    return transitions, changes


def test_short_levels_are_columns() -> None:
    transitions, _ = tables(("a", "b"))
    assert [column.full_title for column in transitions.columns] == [
        "Image",
        "Tabular: a",
        "Tabular: b",
    ]
    assert transitions.rows == (("a", 3, 4), ("b", 0, 2))


def test_long_levels_are_a_list_of_what_occurred() -> None:
    long = "a" * 61
    transitions, _ = tables((long, "b"))
    assert transitions.rows == ((long, long, 3), (long, "b", 4), ("b", "b", 2))


def test_each_level_has_its_change_with_an_interval() -> None:
    _, changes = tables(("a", "b"))
    assert [row[:3] for row in changes.rows] == [("a", 4, 0), ("b", 0, 4)]
    assert [row[3] for row in changes.rows] == pytest.approx([-4 / 9, 4 / 9])
    # McNemar's exact test of 4 against 0 is 2 / 2⁴, which Holm doubles.
    assert [row[6] for row in changes.rows] == pytest.approx([1 / 8, 1 / 8])
    assert [row[7] for row in changes.rows] == pytest.approx([1 / 4, 1 / 4])
    assert changes.columns[3].text(-4 / 9) == "−44.4%"
