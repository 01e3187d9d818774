"""Stages stand below one another, and whoever left stands beside the arrow."""

from itertools import pairwise

from analysis.figures.flow import FlowStage, flow_diagram
from tests.analysis.figures.drawings import all_of, number, parsed, words

STAGES = [
    FlowStage(["Began: 8"], ["Without an end: 3", "taking part now: 1", "withdrew: 2"]),
    FlowStage(["Gave answers: 5"]),
    FlowStage(["Analysed: 5", "Image: 3", "Tabular: 2"]),
]
DRAWING = parsed(flow_diagram("flow", "Title", "Description", STAGES))


def test_every_line_of_every_box_is_there() -> None:
    expected = [line for stage in STAGES for line in (*stage.reached, *stage.left)]
    assert sorted(words(DRAWING)) == sorted(expected)


def test_each_arrow_has_a_head_and_boxes_do_not_overlap() -> None:
    # Two arrows down and one to the side.
    assert len(all_of(DRAWING, "polygon")) == len(all_of(DRAWING, "line")) == 3
    _ground, *boxes = all_of(DRAWING, "rect")
    main = sorted(
        (box for box in boxes if number(box, "x") == 20), key=lambda box: number(box, "y")
    )
    assert len(main) == 3
    for above, below in pairwise(main):
        assert number(above, "y") + number(above, "height") < number(below, "y")


def test_the_first_line_of_a_box_is_its_heading() -> None:
    weights = {text.text: text.get("font-weight") for text in all_of(DRAWING, "text")}
    assert weights["Analysed: 5"] == "bold"
    assert weights["Image: 3"] == "normal"


def test_the_drawing_ends_below_its_last_box() -> None:
    last = all_of(DRAWING, "rect")[-1]
    height = float(str(DRAWING.get("viewBox")).split()[-1])
    assert height >= number(last, "y") + number(last, "height")
