"""Two bundles of one recipe from processors that round differently: numbers close, lists alike."""

import numpy as np

from attribution.axes import Metric
from attribution.effects.bundle import Bundle, Change

Lists = dict[tuple[str, ...], list[str]]


def lists_of(bundle: Bundle) -> Lists:
    """The ids of every ranked list, by error, action and metric."""
    return {
        (ranking.error, ranking.action, ranking.metric): [sample.id for sample in ranking.samples]
        for ranking in bundle.rankings
    }


def overlap_of_lists(bundle: Bundle, other: Bundle) -> float:
    """Mean over lists of |A and B| / max(|A|, |B|); two empty lists count as equal."""
    first, second = lists_of(bundle), lists_of(other)
    shares = [
        len({*first[key]} & {*second[key]}) / max(len(first[key]), len(second[key]))
        for key in first.keys() & second.keys()
        if first[key] or second[key]
    ]
    return float(np.mean(shares)) if shares else 1.0


def largest_difference(bundle: Bundle, other: Bundle) -> float:
    """The largest difference of the errors' measures and of group effects on the same samples."""
    of_errors = [
        abs(a.value_of(metric).mean - b.value_of(metric).mean)
        for a, b in zip(bundle.errors, other.errors, strict=True)
        for metric in Metric
    ]
    first, second = _changes(bundle), _changes(other)
    common = first.keys() & second.keys()
    assert len(common) > 0.9 * len(first)
    of_groups = [
        abs(a.change - b.change)
        for key in common
        for a, b in zip(first[key], second[key], strict=True)
    ]
    return max(*of_errors, *of_groups)


def _changes(bundle: Bundle) -> dict[tuple[str, str, frozenset[str]], list[Change]]:
    """Every change under an action on a set of samples, by the error, the action and the set."""
    lists = lists_of(bundle)
    return {
        (
            effect.error,
            effect.action,
            frozenset(lists[effect.error, effect.action, effect.metric][: effect.number]),
        ): [*(effect.change_of(metric) for metric in Metric), effect.test_accuracy]
        for effect in bundle.group_effects
    }
