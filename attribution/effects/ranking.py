"""The training samples that matter for an error, and the groups their first few make."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from attribution.axes import Action, Metric
from attribution.effects.relevance import ERRORS, IndividualEffects
from attribution.effects.relevance_rule import LEVEL, Direction, Gate, RelevanceRule
from attribution.training.intervention import Intervention
from core.arrays import Booleans


@dataclass(frozen=True)
class RankedList:
    """Positions of training samples, most helpful first; `relevant` counts all the rule lets in.

    Fewer than the rule lists at most where fewer are relevant: nothing fills the gap.
    """

    error: int
    action: Action
    metric: Metric
    relevant: int
    samples: tuple[int, ...]

    @property
    def groups(self) -> list[Intervention]:
        """The action on the first sample, the first two, and so on."""
        sizes = range(1, len(self.samples) + 1)
        return [Intervention(self.action, self.samples[:size]) for size in sizes]


def ranked_lists(effects: IndividualEffects, rule: RelevanceRule) -> list[RankedList]:
    """One list for every error, action and metric, in that order."""
    errors = range(effects.q.shape[ERRORS])
    passes = _passes(effects, rule.gate)
    return [
        _ranked_list(effects, passes, rule, (error, action, metric))
        for error in errors
        for action in Action
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
    of: tuple[int, Action, Metric],
) -> RankedList:
    error, action, metric = of
    where = (list(Action).index(action), slice(None), error, list(Metric).index(metric))
    help_given = metric.good_direction * effects.significance.mean[where]
    is_relevant = passes[where]
    if rule.direction is Direction.HELPFUL:
        is_relevant = is_relevant & (help_given > 0)
    relevant = np.flatnonzero(is_relevant)
    best = relevant[np.argsort(-help_given[relevant], kind="stable")][: rule.most]
    return RankedList(error, action, metric, len(relevant), tuple(int(sample) for sample in best))


def distinct_groups(lists: Iterable[RankedList]) -> list[Intervention]:
    """Every group once, however many lists ask for it, in the order of their keys."""
    groups = {group.key: group for ranked in lists for group in ranked.groups}
    return [groups[key] for key in sorted(groups)]
