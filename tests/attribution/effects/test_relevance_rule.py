"""A rule is named by its words, and its recipe by rule and seeds."""

import pytest

from attribution.effects.relevance_rule import (
    AS_PUBLISHED,
    AS_RECOMMENDED,
    Direction,
    Gate,
    RelevanceRule,
    recipe_name,
)
from attribution.errors import TrainingError


@pytest.mark.parametrize("most", [0, 101])
def test_a_list_that_no_page_can_show_is_refused(most: int) -> None:
    with pytest.raises(TrainingError, match="cannot be shown: choose from 1 to 100"):
        RelevanceRule(most=most)


def test_words_that_name_no_rule_are_answered_with_those_that_do() -> None:
    with pytest.raises(TrainingError, match="no gate 'p': use t, nguyen, q, none"):
        AS_RECOMMENDED.with_words(gate="p")
    with pytest.raises(TrainingError, match="no direction 'up': use helpful, any"):
        AS_RECOMMENDED.with_words(direction="up")
    assert AS_RECOMMENDED.with_words("nguyen", "any") == AS_PUBLISHED


def test_a_rule_keeps_what_no_words_change() -> None:
    rule = RelevanceRule(Gate.Q, Direction.ANY, 50)
    assert rule.with_words() == rule
    assert rule.with_words(direction="helpful") == RelevanceRule(Gate.Q, Direction.HELPFUL, 50)
    assert rule.with_words(most=5) == RelevanceRule(Gate.Q, Direction.ANY, 5)


def test_only_the_paper_s_rule_with_its_one_seed_is_called_as_published() -> None:
    assert recipe_name(AS_PUBLISHED, seeds=1) == "as published"
    assert recipe_name(AS_PUBLISHED, seeds=10) == "own settings"
    assert recipe_name(AS_RECOMMENDED, seeds=10) == "as recommended"
    assert recipe_name(AS_RECOMMENDED, seeds=9) == "own settings"
