"""In which order the options of a trial are offered."""

from collections import Counter
from itertools import permutations

import pytest

from survey.design.options import drawn_options, options_in_order_of, written_options
from survey.design.scenarios import Settings
from tests.world import founding_study

SETTINGS = founding_study().definition.settings_of("tabular")
TWO_ACTIONS = Settings(
    actions=SETTINGS.actions[:2], metrics=SETTINGS.metrics, numbers=SETTINGS.numbers
)


def test_the_options_of_a_seed_are_always_the_same() -> None:
    assert drawn_options(SETTINGS, seed=7) == drawn_options(SETTINGS, seed=7)


def test_every_order_is_equally_likely_over_seeds() -> None:
    drawn = Counter(tuple(drawn_options(SETTINGS, seed=seed)["action"]) for seed in range(6000))
    assert set(drawn) == set(permutations(SETTINGS.actions))
    # 1,000 are expected of each; five standard deviations are 144.
    assert all(abs(count - 1000) < 144 for count in drawn.values())


@pytest.mark.parametrize("seed", range(20))
def test_two_levels_have_one_order_wherever_both_are_offered(seed: int) -> None:
    whole = drawn_options(SETTINGS, seed=seed)["action"]
    part = drawn_options(TWO_ACTIONS, seed=seed)["action"]
    assert part == [level for level in whole if level in part]


@pytest.mark.parametrize("seed", range(5))
def test_numbers_are_offered_as_written_whatever_is_drawn(seed: int) -> None:
    written = written_options(SETTINGS)
    assert written["number"] == [str(number) for number in SETTINGS.numbers]
    assert drawn_options(SETTINGS, seed=seed)["number"] == written["number"]


def test_other_settings_follow_the_order_of_a_participant() -> None:
    order = {"action": ["upweighting", "removal"], "metric": [], "number": ["3", "1"]}
    settings = Settings(
        actions=("removal", "label_change", "upweighting"), metrics=("loss",), numbers=(1, 2, 3)
    )
    assert options_in_order_of(order, settings) == {
        "action": ["upweighting", "removal", "label_change"],
        "metric": ["loss"],
        "number": ["3", "1", "2"],
    }
