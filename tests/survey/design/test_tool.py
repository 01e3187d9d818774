"""The tool's switches, and the order of options."""

from collections import Counter
from itertools import permutations

import pytest
from pydantic import ValidationError

from survey.design.reading import read_study
from survey.design.tool import Tool, in_order_of, order_of_options
from tests.world import STUDIES

ACTIONS = ("removal", "label_change", "upweighting")
BUNDLES = {"birds", "fashion", "loan", "iris"}


def test_the_order_of_a_seed_is_always_the_same() -> None:
    assert order_of_options(ACTIONS, axis="action", seed=7) == order_of_options(
        ACTIONS, axis="action", seed=7
    )


def test_every_order_is_equally_likely_over_seeds() -> None:
    drawn = Counter(tuple(order_of_options(ACTIONS, axis="action", seed=s)) for s in range(6000))
    assert set(drawn) == set(permutations(ACTIONS))
    # 1,000 are expected of each; five standard deviations are 144.
    assert all(abs(count - 1000) < 144 for count in drawn.values())


@pytest.mark.parametrize("seed", range(20))
def test_two_levels_stand_in_one_order_wherever_both_are_offered(seed: int) -> None:
    whole = order_of_options(ACTIONS, axis="action", seed=seed)
    part = order_of_options(ACTIONS[:2], axis="action", seed=seed)
    assert part == [level for level in whole if level in part]


def test_without_a_drawn_order_options_stand_as_written() -> None:
    assert in_order_of(None, ACTIONS) == list(ACTIONS)
    assert in_order_of(["upweighting", "removal"], ("removal", "upweighting")) == [
        "upweighting",
        "removal",
    ]


def test_levels_that_no_order_was_drawn_for_come_last() -> None:
    assert in_order_of(["upweighting", "removal"], ACTIONS) == [
        "upweighting",
        "removal",
        "label_change",
    ]


def test_a_comparison_needs_the_list_it_starts_from() -> None:
    with pytest.raises(ValidationError, match="compared from the list"):
        Tool(tried_settings=False)
    assert not Tool(tried_settings=False, comparison=False).comparison


def test_the_variant_as_published_has_the_papers_tool() -> None:
    file = STUDIES / "tda-needfinding-as-published" / "study.yaml"
    study = read_study(file, bundles=BUNDLES).definition
    shown = study.tool.model_dump()
    preset = shown.pop("preset")
    # Paper, section 4.4.2, figure 5.
    assert preset == {"action": "removal", "metric": "loss", "number": 1}
    assert shown.pop("option_order") == "as_written"
    assert not any(shown.values())
    assert study.tutorial.check == ()
    assert study.tutorial.practice is None
