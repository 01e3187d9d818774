"""Ranked lists of the relevant training samples of each error, and the groups they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.axes import Action, Metric
from attribution.effects.numbers import group_sizes
from attribution.effects.relevance import ERRORS, IndividualEffects
from attribution.effects.relevance_rule import LEVEL, Direction, Gate, RelevanceRule
from attribution.training.intervention import Intervention
from core.arrays import Booleans


@dataclass(frozen=True)
class RankedList:
    """Positions of training samples, most helpful first; `relevant` counts all that meet the rule.

    Where fewer are relevant than a list may hold, the list is shorter.
    """

    error: int
    action: Action
    metric: Metric
    relevant: int
    samples: tuple[int, ...]

    def groups(self, numbers: Sequence[int]) -> list[Intervention]:
        """The action on the first samples, for each of the numbers, up to the end of the list."""
        sizes = group_sizes(numbers, len(self.samples))
        return [Intervention(self.action, self.samples[:size]) for size in sizes]


def ranked_lists(effects: IndividualEffects, rule: RelevanceRule) -> list[RankedList]:
    """One list for every error, action and metric, in that order."""
    errors = range(effects.q.shape[ERRORS])
    passes = _passes(effects, rule.gate) & effects.possible[..., np.newaxis, np.newaxis]
    return [
        _ranked_list(effects, passes, rule, (error, action, metric))
        for error in errors
        for action in effects.actions
        for metric in Metric
    ]


def _passes(effects: IndividualEffects, gate: Gate) -> Booleans:
    tested = effects.significance
    match gate:
        case Gate.T:
            return tested.p < LEVEL
        case Gate.NGUYEN:
            return tested.p_nguyen < LEVEL
        case Gate.Q:
            return effects.q < LEVEL
        case Gate.NONE:
            return np.ones(tested.p.shape, dtype=np.bool_)


def _ranked_list(
    effects: IndividualEffects,
    passes: Booleans,
    rule: RelevanceRule,
    key: tuple[int, Action, Metric],
) -> RankedList:
    """Sort by good_direction * mean effect those that pass the gate and have the direction."""
    error, action, metric = key
    at = (effects.actions.index(action), slice(None), error, list(Metric).index(metric))
    helpfulness = metric.good_direction * effects.significance.mean[at]
    is_relevant = passes[at]
    if rule.direction is Direction.HELPFUL:
        is_relevant = is_relevant & (helpfulness > 0)
    relevant = np.flatnonzero(is_relevant)
    best = relevant[np.argsort(-helpfulness[relevant], kind="stable")][: rule.most]
    return RankedList(error, action, metric, len(relevant), tuple(int(sample) for sample in best))


def distinct_groups(lists: Iterable[RankedList], numbers: Sequence[int]) -> list[Intervention]:
    """Every group of all lists once, in the order of their keys."""
    groups = {group.key: group for ranked in lists for group in ranked.groups(numbers)}
    return [groups[key] for key in sorted(groups)]
