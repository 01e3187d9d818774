"""The smallest changes of a sample's values that turn the decision of a linear model.

Of fewer changed features before more, and of as many features by |x' - x|, where x' is the changed
sample: a counterfactual explanation (Wachter, Mittelstadt and Russell, 2017) that is exact, since a
linear model adds up what each feature contributes, and every combination can be ruled in or out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from math import fsum, sqrt

from attribution.local_explanations.possible_values import OtherValue


@dataclass(frozen=True)
class ChangedValue:
    """A feature by its position, and the value it would have to have."""

    feature: int
    text: str


@dataclass(frozen=True)
class DecisionChange:
    """Changes that together turn the decision, none of which can be left out.

    `size` is the Euclidean distance in the model's inputs, in standard deviations of the numbers;
    `logit` is that of the changed sample.
    """

    changes: tuple[ChangedValue, ...]
    size: float
    logit: float


def smallest_changes(
    logit: float,
    others: Sequence[Sequence[OtherValue]],
    number: int,
    *,
    margin: float = 0.0,
    fixed: Collection[int] = (),
) -> list[DecisionChange]:
    """The `number` smallest changes, one for each set of features, smallest first.

    `logit` is the sample's: above 0 it is decided for the second class. The changed sample's has to
    be more than `margin` on the other side of 0. `others` are the other values of each feature.

    Features in `fixed` stay as they are, such as those that an applicant cannot change. None are by
    default, since the changes say what the model goes by, not what anybody should do. Where several
    changes of a set of features are equally small, the one is taken that moves the model least.
    There are fewer where fewer sets of features can turn the decision without a needless change.
    """
    towards = -1.0 if logit > 0 else 1.0
    useful = {
        feature: [value for value in values if value.move * towards > 0]
        for feature, values in enumerate(others)
        if feature not in fixed
    }
    found: list[DecisionChange] = []
    for size in range(1, len(useful) + 1):
        if len(found) >= number:
            break
        turned = [
            _decision_change(logit, features, values)
            for features in combinations(useful, size)
            if (values := _smallest(abs(logit) + margin, [useful[feature] for feature in features]))
        ]
        found += sorted(turned, key=lambda change: change.size)
    return found[:number]


def _decision_change(
    logit: float, features: Sequence[int], values: Sequence[OtherValue]
) -> DecisionChange:
    return DecisionChange(
        changes=tuple(
            ChangedValue(feature, value.text)
            for feature, value in zip(features, values, strict=True)
        ),
        size=sqrt(fsum(value.squared_distance for value in values)),
        logit=fsum([logit, *(value.move for value in values)]),
    )


def _smallest(needed: float, features: Sequence[Sequence[OtherValue]]) -> list[OtherValue] | None:
    """A value for each feature whose moves add up to more than `needed`, but not without any one.

    Combinations are visited by their squared distance, and equal ones by their move, so the first
    one that is whole is the smallest. Those from which nothing can follow are dropped.
    """
    farthest = [max((abs(value.move) for value in values), default=0.0) for values in features]
    waiting: list[tuple[float, float, tuple[int, ...]]] = [(0.0, 0.0, ())]
    while waiting:
        squared, moved, chosen = heappop(waiting)
        values = [features[at][value] for at, value in enumerate(chosen)]
        if len(chosen) == len(features):
            if all(moved - abs(value.move) <= needed for value in values):
                return values
            continue
        for position, value in enumerate(features[len(chosen)]):
            after = moved + abs(value.move)
            is_last = len(chosen) + 1 == len(features)
            can_turn = after + sum(farthest[len(chosen) + 1 :]) > needed
            if can_turn and (is_last or after <= needed):
                distance = squared + value.squared_distance
                heappush(waiting, (distance, after, (*chosen, position)))
    return None
