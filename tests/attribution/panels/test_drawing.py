"""Where bars stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.panels.builders import bars
from attribution.panels.drawing import drawing_of


def test_signed_bars_begin_in_the_middle() -> None:
    drawing = drawing_of(bars({"for": 4.0, "against": -1.0}, caption="c"))
    assert drawing.zero == 50
    assert [(bar.start, bar.length) for bar in drawing.bars] == [(50, 50), (37.5, 12.5)]


def test_shares_begin_at_the_left() -> None:
    drawing = drawing_of(bars({"a": 0.8, "b": 0.2}, caption="c", signed=False))
    assert drawing.zero == 0
    assert [(bar.start, bar.length) for bar in drawing.bars] == [(0, 100), (0, 25)]


def test_zeros_have_no_length() -> None:
    drawing = drawing_of(bars({"a": 0.0, "b": 0.0}, caption="c"))
    assert [(bar.start, bar.length) for bar in drawing.bars] == [(50, 0), (50, 0)]


def test_the_first_of_a_list_are_drawn_to_the_scale_of_the_whole() -> None:
    whole = {"a": 3.0, "b": 2.0, "c": -2.5}
    first = drawing_of(bars({"a": 3.0, "b": 2.0}, caption="c"))
    assert first.bars[1].length == drawing_of(bars(whole, caption="c")).bars[1].length


@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=9))
def test_every_bar_lies_in_the_drawing_on_the_side_of_its_sign(values: list[float]) -> None:
    drawing = drawing_of(bars({str(i): value for i, value in enumerate(values)}, caption="c"))
    for drawn in drawing.bars:
        assert drawn.start >= 0
        assert drawn.start + drawn.length <= 100
        end = drawn.start if drawn.bar.value < 0 else drawn.start + drawn.length
        assert abs(end - drawing.zero) == pytest.approx(drawn.length, abs=0.011)
        assert (end >= drawing.zero) if drawn.bar.value > 0 else (end <= drawing.zero)
