"""The training samples that matter for an error, and the groups their first few make."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from attribution.effects.axes import LARGEST_NUMBER, Action, Metric
from attribution.effects.relevance import ERRORS, IndividualEffects
from attribution.effects.significance import SIGNIFICANT_BELOW
from attribution.training.intervention import Intervention


@dataclass(frozen=True)
class RankedList:
    """Positions of training samples, most helpful first; `significant` counts all that passed.

    Fewer than ten where fewer passed: nothing fills the gap.
    """

    error: int
    action: Action
    metric: Metric
    significant: int
    samples: tuple[int, ...]

    @property
    def groups(self) -> list[Intervention]:
        """The action on the first sample, the first two, and so on."""
        sizes = range(1, len(self.samples) + 1)
        return [Intervention(self.action, self.samples[:size]) for size in sizes]


def ranked_lists(effects: IndividualEffects) -> list[RankedList]:
    """One list for every error, action and metric, in that order."""
    errors = range(effects.q.shape[ERRORS])
    return [
        _ranked_list(effects, error, action, metric)
        for error in errors
        for action in Action
        for metric in Metric
    ]


def _ranked_list(
    effects: IndividualEffects, error: int, action: Action, metric: Metric
) -> RankedList:
    where = (list(Action).index(action), slice(None), error, list(Metric).index(metric))
    passed = np.flatnonzero(effects.significance.p[where] < SIGNIFICANT_BELOW)
    help_given = metric.good_direction * effects.significance.mean[where][passed]
    best = passed[np.argsort(-help_given, kind="stable")][:LARGEST_NUMBER]
    return RankedList(error, action, metric, len(passed), tuple(int(sample) for sample in best))


def distinct_groups(lists: Iterable[RankedList]) -> list[Intervention]:
    """Every group once, however many lists ask for it, in the order of their keys."""
    groups = {group.key: group for ranked in lists for group in ranked.groups}
    return [groups[key] for key in sorted(groups)]
