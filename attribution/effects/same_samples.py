"""Settings that act on the same training samples, and so have the same effect."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle

Level = TypeVar("Level", Metric, int)


@dataclass(frozen=True)
class SameSamples(Generic[Level]):
    """In how many cases settings with these levels of an axis act on the same samples.

    A case is an error and one level of each other axis. Samples are the same in whatever order, as
    an effect is that of all together; no samples at all are the same, too.
    """

    levels: tuple[Level, ...]
    same: int
    cases: int

    @property
    def is_most(self) -> bool:
        return 2 * self.same > self.cases


@dataclass(frozen=True)
class SameSamplesFound:
    """Of every two or more metrics; of each number with all larger ones, the smallest first.

    Other numbers need no entry: a list that ends at one number is as long at all larger ones.
    """

    metrics: tuple[SameSamples[Metric], ...]
    numbers: tuple[SameSamples[int], ...]


Lists = dict[tuple[Action, Metric], tuple[str, ...]]
"""The samples listed for one error, most helpful first."""


def same_samples(
    bundles: Iterable[Bundle],
    *,
    actions: Sequence[Action],
    metrics: Sequence[Metric],
    numbers: Sequence[int],
) -> SameSamplesFound:
    """Over all errors of all bundles, among the settings offered."""
    errors = [lists for bundle in bundles for lists in _lists_of_errors(bundle)]
    sets = [some for size in range(2, len(metrics) + 1) for some in combinations(metrics, size)]
    ascending = tuple(sorted(numbers))
    return SameSamplesFound(
        metrics=tuple(
            _counted(
                some,
                [
                    {frozenset(lists[action, metric][:number]) for metric in some}
                    for lists, action, number in product(errors, actions, numbers)
                ],
            )
            for some in sets
        ),
        numbers=tuple(
            _counted(
                some,
                [
                    {frozenset(lists[action, metric][:number]) for number in some}
                    for lists, action, metric in product(errors, actions, metrics)
                ],
            )
            for some in (ascending[start:] for start in range(len(ascending) - 1))
        ),
    )


def _lists_of_errors(bundle: Bundle) -> Iterator[Lists]:
    found: defaultdict[str, Lists] = defaultdict(dict)
    for ranking in bundle.rankings:
        samples = tuple(sample.id for sample in ranking.samples)
        found[ranking.error][ranking.action, ranking.metric] = samples
    yield from found.values()


def _counted(levels: tuple[Level, ...], cases: Sequence[set[frozenset[str]]]) -> SameSamples[Level]:
    return SameSamples(levels, sum(len(different) == 1 for different in cases), len(cases))
