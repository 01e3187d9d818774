from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.ranking import RankedList, distinct_groups, ranked_lists
from attribution.effects.relevance import IndividualEffects
from attribution.effects.relevance_rule import (
    Direction,
    Gate,
    RelevanceRule,
)
from attribution.effects.significance import Significance
from core.arrays import Floats

ANY = RelevanceRule(Gate.T, Direction.ANY)
NUMBERS = range(1, 11)
ACTIONS = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
NUMBERED = ((1, 2, 50), (2,), (5, 10))


def effects(
    mean: Floats, p: Floats, p_nguyen: Floats | None = None, q: Floats | None = None
) -> IndividualEffects:
    zero = np.zeros_like(mean)
    tested = Significance(mean, zero, p, p if p_nguyen is None else p_nguyen, zero.astype(bool))
    steady = zero.astype(np.int64)
    possible = np.ones(mean.shape[:2], dtype=np.bool_)
    return IndividualEffects(ACTIONS, possible, tested, p if q is None else q, steady, steady)


def everywhere(values: list[float]) -> Floats:
    """Repeat the values for every action, the one error and every metric."""
    return np.tile(np.array(values)[np.newaxis, :, np.newaxis, np.newaxis], (3, 1, 1, 3))


def test_the_most_helpful_comes_first_which_depends_on_the_metric() -> None:
    mean, p = everywhere([0.1, -0.3, 0.2, 0.4]), everywhere([0.01, 0.04, 0.001, 0.05])
    by_metric = {ranked.metric: ranked.samples for ranked in ranked_lists(effects(mean, p), ANY)}
    # The fourth sample has p = 0.05, which is not below.
    assert by_metric == {
        Metric.LOSS: (1, 0, 2),
        Metric.TRUE_CLASS_PROBABILITY: (2, 0, 1),
        Metric.PREDICTED_CLASS_PROBABILITY: (1, 0, 2),
    }


def test_ten_are_listed_and_all_that_passed_are_counted() -> None:
    mean, p = everywhere([float(n) for n in range(14)]), everywhere([0.0] * 13 + [0.9])
    first = ranked_lists(effects(mean, p), ANY)[0]
    assert (first.action, first.metric) == (Action.REMOVAL, Metric.LOSS)
    assert first.relevant == 13
    assert first.samples == tuple(range(10))


@pytest.mark.parametrize("gate", Gate)
@pytest.mark.parametrize("direction", Direction)
def test_samples_that_an_action_cannot_be_done_to_are_never_listed(
    gate: Gate, direction: Direction
) -> None:
    all_pass = effects(everywhere([0.1, 0.2, 0.3, 0.4]), everywhere([0.0] * 4))
    possible = np.array([[True, False, True, True]] * 2 + [[False] * 4])
    measured = replace(all_pass, possible=possible)
    lists = ranked_lists(measured, RelevanceRule(gate, direction))
    by_probability = [r for r in lists if r.metric is Metric.TRUE_CLASS_PROBABILITY]
    assert [ranked.samples for ranked in by_probability] == [(3, 2, 0), (3, 2, 0), ()]
    assert [ranked.relevant for ranked in by_probability] == [3, 3, 0]


def test_nothing_fills_a_list_that_nothing_passed() -> None:
    lists = ranked_lists(effects(everywhere([1.0, 2.0]), everywhere([0.5, 0.6])), ANY)
    assert [(ranked.relevant, ranked.samples) for ranked in lists] == [(0, ())] * 9
    assert distinct_groups(lists, NUMBERS) == []


def test_a_group_wanted_by_several_lists_is_trained_once() -> None:
    first = RankedList(0, Action.REMOVAL, Metric.LOSS, 3, (4, 2, 9))
    second = RankedList(1, Action.REMOVAL, Metric.LOSS, 3, (2, 4, 7))
    groups = distinct_groups([first, second], NUMBERS)
    # {4}, {4, 2} = {2, 4}, {4, 2, 9}, {2}, {2, 4, 7}
    assert {group.indices for group in groups} == {(4,), (2,), (2, 4), (2, 4, 9), (2, 4, 7)}
    assert [group.key for group in groups] == sorted(group.key for group in groups)


def test_a_number_beyond_the_list_makes_a_group_of_the_whole_list() -> None:
    ranked = RankedList(0, Action.REMOVAL, Metric.LOSS, 3, (4, 2, 9))
    sizes = {numbers: [len(g.indices) for g in ranked.groups(numbers)] for numbers in NUMBERED}
    assert sizes == {(1, 2, 50): [1, 2, 3], (2,): [2], (5, 10): [3]}
    assert RankedList(0, Action.REMOVAL, Metric.LOSS, 0, ()).groups((1, 2)) == []


def samples(gate: Gate, direction: Direction = Direction.HELPFUL) -> tuple[int, ...]:
    """Of four samples that help by 4, 3, 2 and -1 by the probability of the true class."""
    passing, not_passing = 0.01, 0.2
    measured = effects(
        everywhere([4.0, 3.0, 2.0, -1.0]),
        p=everywhere([not_passing, passing, passing, passing]),
        p_nguyen=everywhere([not_passing, not_passing, passing, passing]),
        q=everywhere([not_passing, passing, not_passing, passing]),
    )
    lists = ranked_lists(measured, RelevanceRule(gate, direction))
    return next(
        ranked.samples for ranked in lists if ranked.metric is Metric.TRUE_CLASS_PROBABILITY
    )


def test_a_rule_names_its_gate_and_no_other_test_decides() -> None:
    assert samples(Gate.NONE) == (0, 1, 2)
    assert samples(Gate.T) == (1, 2)
    assert samples(Gate.Q) == (1,)
    assert samples(Gate.NGUYEN) == (2,)


def test_a_harmful_sample_is_listed_only_where_the_rule_takes_any_direction() -> None:
    assert 3 not in samples(Gate.T)
    assert samples(Gate.T, Direction.ANY) == (1, 2, 3)


def test_a_sample_without_effect_does_not_help() -> None:
    without_effect = effects(everywhere([0.0, 0.0]), everywhere([0.0, 0.0]))
    lists = ranked_lists(without_effect, RelevanceRule(Gate.NONE))
    assert {ranked.samples for ranked in lists} == {()}


def test_a_list_is_as_long_as_the_rule_says() -> None:
    rising = effects(everywhere([float(n) for n in range(1, 9)]), everywhere([0.0] * 8))
    lists = ranked_lists(rising, RelevanceRule(most=3))
    # By the other two metrics all of these effects harm.
    assert {ranked.samples for ranked in lists} == {(7, 6, 5), ()}
    assert {ranked.relevant for ranked in lists} == {8, 0}
