import numpy as np

from attribution.arrays import Floats
from attribution.effects.axes import Action, Metric
from attribution.effects.ranking import RankedList, distinct_groups, ranked_lists
from attribution.effects.relevance import IndividualEffects
from attribution.effects.significance import Significance


def effects(mean: Floats, p: Floats) -> IndividualEffects:
    zero = np.zeros_like(mean)
    return IndividualEffects(Significance(mean, zero, p, p, zero.astype(bool)), p)


def everywhere(values: list[float]) -> Floats:
    """Repeat the values for every action, the one error and every metric."""
    return np.tile(np.array(values)[np.newaxis, :, np.newaxis, np.newaxis], (3, 1, 1, 3))


def test_the_most_helpful_comes_first_which_depends_on_the_metric() -> None:
    mean, p = everywhere([0.1, -0.3, 0.2, 0.4]), everywhere([0.01, 0.04, 0.001, 0.05])
    by_metric = {ranked.metric: ranked.samples for ranked in ranked_lists(effects(mean, p))}
    # The fourth sample has p = 0.05, which is not below.
    assert by_metric == {
        Metric.LOSS: (1, 0, 2),
        Metric.TRUE_CLASS_PROBABILITY: (2, 0, 1),
        Metric.PREDICTED_CLASS_PROBABILITY: (1, 0, 2),
    }


def test_ten_are_listed_and_all_that_passed_are_counted() -> None:
    mean, p = everywhere([float(n) for n in range(14)]), everywhere([0.0] * 13 + [0.9])
    first = ranked_lists(effects(mean, p))[0]
    assert (first.action, first.metric) == (Action.REMOVAL, Metric.LOSS)
    assert first.significant == 13
    assert first.samples == tuple(range(10))


def test_nothing_fills_a_list_that_nothing_passed() -> None:
    lists = ranked_lists(effects(everywhere([1.0, 2.0]), everywhere([0.5, 0.6])))
    assert [(ranked.significant, ranked.samples) for ranked in lists] == [(0, ())] * 9
    assert distinct_groups(lists) == []


def test_a_group_wanted_by_several_lists_is_trained_once() -> None:
    one = RankedList(0, Action.REMOVAL, Metric.LOSS, 3, (4, 2, 9))
    other = RankedList(1, Action.REMOVAL, Metric.LOSS, 3, (2, 4, 7))
    groups = distinct_groups([one, other])
    # {4}, {4, 2} = {2, 4}, {4, 2, 9}, {2}, {2, 4, 7}
    assert {group.indices for group in groups} == {(4,), (2,), (2, 4), (2, 4, 9), (2, 4, 7)}
    assert [group.key for group in groups] == sorted(group.key for group in groups)
