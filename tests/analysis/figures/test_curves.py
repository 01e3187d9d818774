"""Values are drawn to scale, gaps stay gaps, and every value is read out."""

import pytest

from analysis.figures.curves import BOTTOM, HEIGHT, MOST_LABELS, TOP, CurvePoint, curve
from tests.analysis.figures.drawings import all_of, number, parsed, words

POINTS = [
    CurvePoint("Round 1", 0.5, 0.25, 0.75),
    CurvePoint("Round 2", None),
    CurvePoint("Round 3", 0.9),
    CurvePoint("Round 4", 1.0),
]
DRAWING = parsed(curve("k", "Agreement", POINTS, percentage=True))


def test_percentages_run_from_0_to_100() -> None:
    assert {"0 %", "25 %", "50 %", "75 %", "100 %"} <= set(words(DRAWING))
    heights = [number(dot, "cy") for dot in all_of(DRAWING, "circle")]
    bottom = HEIGHT - BOTTOM
    assert heights == pytest.approx(
        [TOP + (bottom - TOP) * (1 - value) for value in (0.5, 0.9, 1.0)], abs=0.1
    )


def test_a_step_without_a_value_leaves_a_gap() -> None:
    # Five lines of the grid, one interval, and one segment between the last two points.
    assert len(all_of(DRAWING, "line")) == 5 + 1 + 1
    assert len(all_of(DRAWING, "circle")) == 3
    assert "Round 2" in words(DRAWING)


def test_every_value_is_read_out() -> None:
    assert DRAWING[1].text == (
        "Round 1: 50.0 %; Round 2: undefined; Round 3: 90.0 %; Round 4: 100.0 %"
    )


def test_numbers_run_from_0_over_whole_ticks_to_the_largest_bound() -> None:
    points = [CurvePoint("P1", 3.0, 1.0, 11.0)]
    drawing = parsed(curve("k", "Themes", points))
    assert [word for word in words(drawing) if word.isdigit()] == ["0", "3", "6", "9", "12", "3"]


def test_with_many_steps_only_some_are_named_and_no_value_is_written() -> None:
    points = [CurvePoint(f"P{step}", float(step)) for step in range(1, 31)]
    drawing = parsed(curve("k", "Themes", points))
    named = [word for word in words(drawing) if word.startswith("P")]
    assert named[:2] == ["P1", "P4"]
    assert len(named) <= MOST_LABELS
    assert "29" not in words(drawing)
    assert len(all_of(drawing, "circle")) == 30


def test_the_axes_have_titles_where_they_are_given() -> None:
    drawing = parsed(curve("k", "T", POINTS, steps="Participants", values="Themes"))
    assert {"Participants", "Themes"} <= set(words(drawing))


def test_nothing_to_draw_is_an_empty_frame() -> None:
    svg = curve("k", "Themes", [])
    assert "<circle" not in svg
    assert ">0</text>" in svg
