"""Bars are as long as their shares, and every number is written beside its bar."""

import pytest

from analysis.figures.bars import BarPanel, QuestionBars, ShareBar, bar_panels, question_bars
from analysis.figures.svg import BAR, INK, WIDTH
from tests.analysis.figures.drawings import all_of, number, parsed, words


def ticks(svg: str) -> list[str]:
    return [word for word in words(parsed(svg)) if word.isdigit()]


def lengths(svg: str) -> list[float]:
    bars = (rect for rect in all_of(parsed(svg), "rect") if rect.get("fill") == BAR)
    return [number(bar, "width") for bar in bars]


def test_bars_of_all_panels_have_the_same_scale() -> None:
    panels = [
        BarPanel("Image", [ShareBar(0.4, "40%"), ShareBar(0.2, "20%")]),
        BarPanel("Tabular", [ShareBar(0.1, "10%"), ShareBar(None, "–")]),
    ]
    svg = bar_panels("k", "Title", "Description", ["A", "B"], panels)
    first, second, third = lengths(svg)
    assert (second, third) == pytest.approx((first / 2, first / 4), abs=0.1)
    assert {"Image", "Tabular", "A", "B", "40%", "20%", "10%", "–"} <= set(words(parsed(svg)))


def test_the_scale_ends_on_the_tenth_above_the_largest_bound() -> None:
    bars = [ShareBar(0.31, "31%", low=0.2, high=0.41)]
    svg = bar_panels("k", "Title", "Description", ["A"], [BarPanel("P", bars, reference=0.33)])
    assert ticks(svg) == ["0", "5", "10", "15", "20", "25", "30", "35", "40", "45", "50"]
    nothing = bar_panels("k", "Title", "Description", ["A"], [BarPanel("P", [ShareBar(None, "")])])
    assert ticks(nothing) == ["0", "5", "10"]


def test_the_axes_are_named_and_marks_stay_apart_in_narrow_panels() -> None:
    panel = BarPanel("P", [ShareBar(0.9, "90%")])
    svg = bar_panels("k", "Title", "Description", ["A"], [panel] * 4, rows="Action")
    assert ticks(svg) == ["0", "25", "50", "75"] * 4
    said = words(parsed(svg))
    assert said.count("Share (%)") == 4
    assert "Action" in said


def test_an_interval_is_drawn_around_the_end_of_its_bar() -> None:
    bars = [ShareBar(0.5, "50%", low=0.25, high=1.0)]
    svg = bar_panels("k", "Title", "Description", ["A"], [BarPanel("P", bars, reference=0.5)])
    drawing = parsed(svg)
    (length,) = lengths(svg)
    whisker = next(part for part in all_of(drawing, "line") if part.get("stroke") == INK)
    assert number(whisker, "x2") - number(whisker, "x1") == pytest.approx(1.5 * length, abs=0.2)
    (dashed,) = (part for part in all_of(drawing, "line") if part.get("stroke-dasharray"))
    assert number(dashed, "x1") == pytest.approx(
        number(all_of(drawing, "line")[0], "x1") + length, abs=0.2
    )


def test_a_long_label_is_broken_and_moves_the_rows_below() -> None:
    labels = ["A label of so many words that no line of it holds them all at once", "B"]
    bars = [ShareBar(0.5, "50%"), ShareBar(0.5, "50%")]
    drawing = parsed(bar_panels("k", "Title", "Description", labels, [BarPanel("P", bars)]))
    first, second = (rect for rect in all_of(drawing, "rect") if rect.get("fill") == BAR)
    assert number(second, "y") - number(first, "y") > 30
    assert labels[0] not in words(drawing)
    assert all(number(text, "x") <= WIDTH for text in all_of(drawing, "text"))


def test_the_longest_bar_of_a_question_stands_for_its_largest_count() -> None:
    questions = [
        QuestionBars("Gender?", ["Woman", "Man"], [20, 10], ["20 (67%)", "10 (33%)"]),
        QuestionBars("Sector?", ["Industry"], [2], ["2 (100%)"]),
        QuestionBars("Nobody?", ["Yes", "No"], [0, 0], ["0", "0"]),
    ]
    svg = question_bars("k", "Title", "Description", questions)
    woman, man, industry, yes, no = lengths(svg)
    assert man == pytest.approx(woman / 2, abs=0.1)
    assert industry > man
    assert (yes, no) == (0, 0)
    assert {"Gender?", "Woman", "20 (67%)", "Nobody?"} <= set(words(parsed(svg)))


def test_questions_go_into_the_shorter_column() -> None:
    long = QuestionBars("Long?", list("abcdef"), [1] * 6, ["1"] * 6)
    short = QuestionBars("Short?", ["a"], [1], ["1"])
    drawing = parsed(question_bars("k", "Title", "Description", [long, short, short]))
    headings = [text for text in all_of(drawing, "text") if text.get("font-weight") == "bold"]
    left, right, below = (number(heading, "x") for heading in headings)
    assert left == 0
    assert right == below > WIDTH / 2
