import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.ranking import RankedList, distinct_groups, ranked_lists
from attribution.effects.relevance import IndividualEffects, effects_of
from attribution.effects.relevance_rule import (
    AS_PUBLISHED,
    AS_RECOMMENDED,
    Direction,
    Gate,
    RelevanceRule,
    recipe_name,
)
from attribution.effects.significance import Significance
from attribution.errors import TrainingError
from core.arrays import Floats

ANY = RelevanceRule(Gate.T, Direction.ANY)


def effects(
    mean: Floats, p: Floats, p_nguyen: Floats | None = None, q: Floats | None = None
) -> IndividualEffects:
    zero = np.zeros_like(mean)
    tested = Significance(mean, zero, p, p if p_nguyen is None else p_nguyen, zero.astype(bool))
    steady = zero.astype(np.int64)
    return IndividualEffects(tested, p if q is None else q, steady, steady)


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


def test_nothing_fills_a_list_that_nothing_passed() -> None:
    lists = ranked_lists(effects(everywhere([1.0, 2.0]), everywhere([0.5, 0.6])), ANY)
    assert [(ranked.relevant, ranked.samples) for ranked in lists] == [(0, ())] * 9
    assert distinct_groups(lists) == []


def test_a_group_wanted_by_several_lists_is_trained_once() -> None:
    one = RankedList(0, Action.REMOVAL, Metric.LOSS, 3, (4, 2, 9))
    other = RankedList(1, Action.REMOVAL, Metric.LOSS, 3, (2, 4, 7))
    groups = distinct_groups([one, other])
    # {4}, {4, 2} = {2, 4}, {4, 2, 9}, {2}, {2, 4, 7}
    assert {group.indices for group in groups} == {(4,), (2,), (2, 4), (2, 4, 9), (2, 4, 7)}
    assert [group.key for group in groups] == sorted(group.key for group in groups)


def samples(gate: Gate, direction: Direction = Direction.HELPFUL) -> tuple[int, ...]:
    """Of four samples that help by 4, 3, 2 and -1 by the probability of the true class."""
    passing, not_passing = 0.01, 0.2
    given = effects(
        everywhere([4.0, 3.0, 2.0, -1.0]),
        p=everywhere([not_passing, passing, passing, passing]),
        p_nguyen=everywhere([not_passing, not_passing, passing, passing]),
        q=everywhere([not_passing, passing, not_passing, passing]),
    )
    lists = ranked_lists(given, RelevanceRule(gate, direction))
    return next(one.samples for one in lists if one.metric is Metric.TRUE_CLASS_PROBABILITY)


def test_a_rule_names_its_gate_and_no_other_test_decides() -> None:
    assert samples(Gate.NONE) == (0, 1, 2)
    assert samples(Gate.T) == (1, 2)
    assert samples(Gate.Q) == (1,)
    assert samples(Gate.NGUYEN) == (2,)


def test_a_harmful_sample_is_listed_only_where_the_rule_takes_any_direction() -> None:
    assert 3 not in samples(Gate.T)
    assert samples(Gate.T, Direction.ANY) == (1, 2, 3)


def test_a_sample_without_effect_does_not_help() -> None:
    given = effects(everywhere([0.0, 0.0]), everywhere([0.0, 0.0]))
    assert {one.samples for one in ranked_lists(given, RelevanceRule(Gate.NONE))} == {()}


def test_a_list_is_as_long_as_the_rule_says() -> None:
    given = effects(everywhere([float(n) for n in range(1, 9)]), everywhere([0.0] * 8))
    lists = ranked_lists(given, RelevanceRule(most=3))
    # By the other two metrics all of these effects harm.
    assert {one.samples for one in lists} == {(7, 6, 5), ()}
    assert {one.relevant for one in lists} == {8, 0}


@pytest.mark.parametrize("most", [0, 11])
def test_a_list_that_no_page_can_show_is_refused(most: int) -> None:
    with pytest.raises(TrainingError, match="cannot be shown: choose from 1 to 10"):
        RelevanceRule(most=most)


def test_words_that_name_no_rule_are_answered_with_those_that_do() -> None:
    with pytest.raises(TrainingError, match="no gate 'p': use t, nguyen, q, none"):
        RelevanceRule.parse(gate="p")
    with pytest.raises(TrainingError, match="no direction 'up': use helpful, any"):
        RelevanceRule.parse(direction="up")
    assert RelevanceRule.parse("nguyen", "any") == AS_PUBLISHED


def test_only_the_paper_s_rule_with_its_one_seed_is_called_as_published() -> None:
    assert recipe_name(AS_PUBLISHED, seeds=1) == "as published"
    assert recipe_name(AS_PUBLISHED, seeds=10) == "own settings"
    assert recipe_name(AS_RECOMMENDED, seeds=10) == "as recommended"
    assert recipe_name(AS_RECOMMENDED, seeds=9) == "own settings"


def test_how_steady_an_effect_is_counts_seeds_and_not_checkpoints() -> None:
    # Three seeds of two checkpoints; twelve samples, the first with means over its checkpoints of
    # 1, 1 and -0.5, the others with the steady effects 0.1, 0.2, ... of a seed's checkpoints.
    first = np.array([[0.0, 2.0], [1.5, 0.5], [-2.0, 1.0]])[..., np.newaxis]
    others = np.broadcast_to(0.1 * np.arange(1, 12), (3, 2, 11))
    members = np.concatenate([first, others], axis=-1)
    shape = (3, 2, 3, 12, 1, 3)
    given = effects_of(np.broadcast_to(members[:, :, None, :, None, None], shape).copy())
    true_class = (0, slice(None), 0, 1)
    assert given.significance.mean[true_class][0] == pytest.approx(0.5)
    assert given.same_sign[true_class].tolist() == [2] + [3] * 11
    # In seeds one and two the first sample and the nine largest others, in seed three the ten.
    assert given.in_top[true_class].tolist() == [2, 0, 1] + [3] * 9
    # By the loss a fall helps; of the two effects of 1.0 the one that comes first is in.
    assert given.in_top[(0, slice(None), 0, 0)].tolist() == [3] * 10 + [0, 0]


def test_with_one_seed_an_effect_s_steadiness_is_that_of_one_seed() -> None:
    members = np.random.RandomState(0).normal(size=(1, 3, 3, 20, 2, 3))
    given = effects_of(members)
    assert set(np.unique(given.same_sign)) == {1}
    assert np.unique(given.in_top.sum(axis=1)).tolist() == [10]
