"""A design space is drawn as figure 3 is, with the numbers of its codes, and nothing is clipped."""

import pytest

from analysis.figures.design_space import design_space
from analysis.figures.svg import WIDTH
from analysis.figures.text_width import text_width
from analysis.statistics.themes.trace import Citation, TracedAxis, TracedLevel, TraceRecord
from tests.analysis.figures.drawings import all_of, number, parsed, words


def axis(name: str, levels: dict[str, tuple[int, ...]]) -> TracedAxis:
    made = (
        TracedLevel(title.lower(), title, citations=tuple(map(Citation, cited)))
        for title, cited in levels.items()
    )
    return TracedAxis(name.lower(), name, name, False, "", tuple(made))


def paper_s_axes() -> tuple[TracedAxis, ...]:
    """Figure 3's axes, and the codes that 4.3.1 to 4.3.3 cite for them."""
    return (
        axis(
            "Action defining relevance",
            {
                "Remove": (3, 5),
                "Change label": (2, 3, 4),
                "Reweight": (1, 6),
                "Recommend data collection": (1, 6),
            },
        ),
        axis(
            "Metric",
            {
                "Loss": (3, 6),
                "Probability of the true class": (7, 8),
                "Probability of the predicted class": (7, 8),
            },
        ),
        axis("Number of training samples", {"One sample": (), "A group of samples": (10,)}),
    )


def drawn(axes: tuple[TracedAxis, ...]) -> str:
    return design_space("space", "Design space", TraceRecord("s", "T", "b", (), (), axes))


def test_three_axes_meet_in_one_corner() -> None:
    drawing = parsed(drawn(paper_s_axes()))
    thick = [one for one in all_of(drawing, "line") if one.get("stroke-width") == "1.6"]
    begins = {(one.get("x1"), one.get("y1")) for one in thick}
    assert (len(thick), len(begins)) == (3, 1)
    assert len(all_of(drawing, "circle")) == 4 + 3 + 2
    shown = " ".join(words(drawing))
    for expected in ("#2, #3, #4", "no code", "#10", "Action defining relevance"):
        assert expected in shown


@pytest.mark.parametrize("number_of_axes", [1, 2, 6])
def test_other_numbers_of_axes_stand_in_columns(number_of_axes: int) -> None:
    axes = (paper_s_axes() * 2)[:number_of_axes]
    drawing = parsed(drawn(axes))
    boxes = all_of(drawing, "rect")[1:]
    assert len(boxes) == sum(len(one.levels) for one in axes)
    assert len({box.get("x") for box in boxes}) == number_of_axes


@pytest.mark.parametrize("number_of_axes", [0, 1, 2, 3, 6])
@pytest.mark.parametrize("longer", ["", " of everything that was said about it"])
def test_nothing_is_clipped(number_of_axes: int, longer: str) -> None:
    axes = tuple(
        axis(one.name + longer, {level.title + longer: (1, 12) for level in one.levels})
        for one in (paper_s_axes() * 2)[:number_of_axes]
    )
    drawing = parsed(drawn(axes))
    height = float(str(drawing.get("viewBox")).split()[-1])
    for text in all_of(drawing, "text"):
        wide = text_width(text.text or "", number(text, "font-size"))
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[str(text.get("text-anchor"))]
        left = number(text, "x") - share * wide
        assert left >= 0, text.text
        assert left + wide <= WIDTH, text.text
        assert 0 < number(text, "y") <= height - 4, text.text


def test_a_screen_reader_hears_axes_levels_and_codes() -> None:
    drawing = parsed(drawn((axis("Metric", {"Loss & <more>": (3,), "Other": ()}),)))
    assert drawing[1].text == (
        "A design space of 1 axis. Metric: Loss & <more> (#3), Other (no code)."
    )


def test_equal_input_gives_equal_bytes() -> None:
    assert drawn(paper_s_axes()) == drawn(paper_s_axes())
