"""Scales are bars of one length, cut where the shares of answers are."""

from itertools import pairwise

import pytest

from analysis.figures.stacked import BAR_HEIGHT, StackedBar, stacked_bars
from tests.analysis.figures.drawings import all_of, number, parsed, words

POINTS = ["Never", "Sometimes", "Often", "Always"]
BARS = [StackedBar("Do you look at data?", [1, 0, 2, 7]), StackedBar("And at models?", [5] * 4)]


def segments(svg: str) -> list[tuple[float, float]]:
    drawn = all_of(parsed(svg), "rect")
    return [
        (number(part, "x"), number(part, "width"))
        for part in drawn
        if part.get("height") == f"{BAR_HEIGHT:.0f}"
    ]


def test_each_point_is_as_wide_as_its_share_and_what_nobody_gave_is_left_out() -> None:
    drawn = segments(stacked_bars("k", "Title", "Description", POINTS, BARS))
    assert len(drawn) == 3 + 4
    never, often, always = (width for _, width in drawn[:3])
    assert (often, always) == pytest.approx((2 * never, 7 * never), abs=0.2)
    assert sum(width for _, width in drawn[:3]) == pytest.approx(
        sum(width for _, width in drawn[3:]), abs=0.3
    )
    assert drawn[0][0] == drawn[3][0]


def test_the_scale_its_numbers_and_the_axis_are_named() -> None:
    said = words(parsed(stacked_bars("k", "Title", "Description", POINTS, BARS)))
    assert {*POINTS, "n = 10", "n = 20", "7", "Share of answers (%)"} <= set(said)
    assert [word for word in said if word in {"0", "25", "50", "75", "100"}] == [
        "0", "25", "50", "75", "100"
    ]  # fmt: skip


def test_points_differ_in_lightness_and_words_on_them_in_contrast() -> None:
    svg = stacked_bars("k", "Title", "Description", POINTS, BARS[1:])
    fills = [
        part.get("fill", "")
        for part in all_of(parsed(svg), "rect")
        if part.get("height") == f"{BAR_HEIGHT:.0f}"
    ]
    lightness = [sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) for fill in fills]
    assert lightness == sorted(lightness, reverse=True)
    # A quarter of the range between neighbours shows in grey print.
    assert min(a - b for a, b in pairwise(lightness)) > 100


def test_a_question_that_nobody_answered_has_no_segment() -> None:
    svg = stacked_bars("k", "Title", "Description", POINTS, [StackedBar("Q", [0] * 4)])
    assert segments(svg) == []
    assert "n = 0" in words(parsed(svg))
