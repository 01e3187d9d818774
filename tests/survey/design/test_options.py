"""In which order the options of a trial are offered."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.design_space import DesignSpace
from survey.design.options import drawn_options, options_in_order_of, written_options
from tests.survey.design.design_spaces import design_spaces
from tests.world import founding_study

SPACE = founding_study().survey.space_of("tabular")
TWO_ACTIONS = SPACE.offering({"action": ("removal", "label_change")})


def test_the_options_of_a_seed_are_always_the_same() -> None:
    assert drawn_options(SPACE, seed=7) == drawn_options(SPACE, seed=7)


def test_every_order_is_equally_likely_over_seeds() -> None:
    drawn = Counter(tuple(drawn_options(SPACE, seed=seed)["action"]) for seed in range(6000))
    assert set(drawn) == set(permutations(SPACE.levels["action"]))
    # 1,000 are expected of each; five standard deviations are 144.
    assert all(abs(count - 1000) < 144 for count in drawn.values())


@pytest.mark.parametrize("seed", range(20))
def test_two_levels_have_one_order_wherever_both_are_offered(seed: int) -> None:
    whole = drawn_options(SPACE, seed=seed)["action"]
    part = drawn_options(TWO_ACTIONS, seed=seed)["action"]
    assert part == [level for level in whole if level in part]


@pytest.mark.parametrize("seed", range(5))
def test_numbers_are_offered_as_written_whatever_is_drawn(seed: int) -> None:
    written = written_options(SPACE)
    assert written["number"] == [str(number) for number in range(1, 11)]
    assert drawn_options(SPACE, seed=seed)["number"] == written["number"]


@given(space=design_spaces, seed=st.integers(0, 2**53))
def test_a_drawn_order_holds_every_level_once_and_leaves_an_ordered_axis_as_written(
    space: DesignSpace, seed: int
) -> None:
    written, drawn = written_options(space), drawn_options(space, seed=seed)
    assert list(drawn) == list(written)
    for axis, levels in drawn.items():
        if space.axes[axis].ordered:
            assert levels == written[axis]
        assert sorted(levels) == sorted(written[axis])


@given(space=design_spaces, seed=st.integers(0, 2**53))
def test_the_levels_of_a_space_follow_an_order_drawn_from_it(space: DesignSpace, seed: int) -> None:
    drawn = drawn_options(space, seed=seed)
    assert options_in_order_of(drawn, space) == drawn
    assert options_in_order_of({}, space) == written_options(space)


def test_another_design_space_follows_the_order_of_a_participant() -> None:
    order = {"action": ["upweighting", "removal"], "metric": [], "number": ["3", "1"]}
    space = DesignSpace.model_validate(
        {
            "axes": {
                "action": {
                    "title": "Action",
                    "levels": ["removal", "label_change", "upweighting"],
                },
                "metric": {"title": "Metric", "levels": ["loss"]},
                "number": {"title": "Number", "levels": [1, 2, 3]},
                "colour": {"title": "Colour", "levels": ["red", "blue"]},
            }
        }
    )
    assert options_in_order_of(order, space) == {
        "action": ["upweighting", "removal", "label_change"],
        "metric": ["loss"],
        "number": ["3", "1", "2"],
        "colour": ["red", "blue"],
    }
