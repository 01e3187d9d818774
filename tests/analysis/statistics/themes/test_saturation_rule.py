"""Saturation by Guest, Namey and Chen's rule."""

import pytest

from analysis.statistics.themes.saturation_rule import ruled_saturation

NEW = (16, 11, 6, 4, 4, 3, 1, 0, 1, 0)
"""New themes by interview that give what Guest, Namey & Chen (2020) print of their example.

They print 37 themes in a base of four, for runs of two a quotient of 11 % and then one new theme
over 37, and at 5 % saturation at 6+2 for a run of two and at 7+3 for a run of three. How the 37
fall on the first four interviews changes nothing.
"""


def test_the_published_example_is_saturated_at_six_and_two() -> None:
    ruled = ruled_saturation(NEW, base_size=4, run_length=2, threshold=0.05)
    assert ruled.base_themes == 37
    assert round(ruled.runs[1].share or 0, 2) == 0.11
    assert (ruled.runs[2].new, ruled.runs[2].share) == (1, 1 / 37)
    assert ruled.reached is not None
    assert (ruled.reached.first - 1, ruled.reached.last) == (6, 8)


def test_the_published_example_is_saturated_at_seven_and_three() -> None:
    ruled = ruled_saturation(NEW, base_size=4, run_length=3, threshold=0.05)
    assert ruled.reached is not None
    assert (ruled.reached.first - 1, ruled.reached.last) == (7, 10)


@pytest.mark.parametrize("new", [(), (3, 2, 1, 0), (3, 2, 1, 0, 0)])
def test_fewer_interviews_than_base_and_run_decide_nothing(new: tuple[int, ...]) -> None:
    ruled = ruled_saturation(new, base_size=4, run_length=2, threshold=0.05)
    assert ruled.runs == ()
    assert ruled.reached is None


def test_a_base_without_themes_has_no_share() -> None:
    ruled = ruled_saturation((0, 0, 0), base_size=2, run_length=1, threshold=0.05)
    assert ruled.runs[0].share is None
    assert ruled.reached is None
