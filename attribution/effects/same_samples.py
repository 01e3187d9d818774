"""Counts of settings that act on the same training samples, and so have the same effect."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle
from attribution.settings import Axes

Level = TypeVar("Level", Metric, int)


@dataclass(frozen=True)
class SameSamples(Generic[Level]):
    """In `same` of `cases`, settings with these levels of one axis act on the same samples.

    A case is an error and one level of each other axis. Samples are compared as sets, since an
    effect is that of all together; two empty sets are the same.
    """

    levels: tuple[Level, ...]
    same: int
    cases: int

    @property
    def is_most(self) -> bool:
        return 2 * self.same > self.cases


@dataclass(frozen=True)
class SameSamplesCounts:
    """Counts for every set of two or more metrics, and for each number with all larger ones.

    Other sets of numbers need no entry, since a list that ends at a number is the same at all
    larger ones. The smallest number comes first.
    """

    metrics: tuple[SameSamples[Metric], ...]
    numbers: tuple[SameSamples[int], ...]


Lists = dict[tuple[Action, Metric], tuple[str, ...]]
"""The samples that are listed for one error, most helpful first."""


def same_samples(
    bundles: Iterable[Bundle],
    *,
    actions: Sequence[Action],
    metrics: Sequence[Metric],
    numbers: Sequence[int],
) -> SameSamplesCounts:
    """Count over all errors of all bundles, among the settings that are offered."""
    errors = [lists for bundle in bundles for lists in _lists_of_errors(bundle)]
    sets = [some for size in range(2, len(metrics) + 1) for some in combinations(metrics, size)]
    ascending = tuple(sorted(numbers))
    return SameSamplesCounts(
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
    by_error: defaultdict[str, Lists] = defaultdict(dict)
    for ranking in bundle.rankings:
        samples = tuple(sample.id for sample in ranking.samples)
        by_error[ranking.error][ranking.action, ranking.metric] = samples
    yield from by_error.values()


def _counted(levels: tuple[Level, ...], cases: Sequence[set[frozenset[str]]]) -> SameSamples[Level]:
    return SameSamples(levels, sum(len(different) == 1 for different in cases), len(cases))


def same_samples_sentences(bundle: Bundle, offered: Axes) -> dict[str, tuple[str, ...]]:
    """Sentences for researchers about levels that mostly act on the same samples, by axis."""
    counts = same_samples(
        [bundle],
        actions=[Action(level) for level in offered["action"]],
        metrics=[Metric(level) for level in offered["metric"]],
        numbers=[int(level) for level in offered["number"]],
    )
    return {
        "metric": tuple(about_metrics(counts, classes=len(bundle.classes))),
        "number": tuple(about_numbers(counts)),
    }


FIRST_FOLLOWS_FROM_SECOND = frozenset({Metric.LOSS, Metric.TRUE_CLASS_PROBABILITY})


def about_metrics(counts: SameSamplesCounts, *, classes: int) -> Iterator[str]:
    """Sentences about metrics that mostly act alike, but not those within a larger set."""
    most = [alike for alike in counts.metrics if alike.is_most]
    for alike in most:
        if not any(set(alike.levels) < set(other.levels) for other in most):
            yield _about_metrics(alike, classes)


def _about_metrics(alike: SameSamples[Metric], classes: int) -> str:
    metrics = _listed(metric.description.in_sentence for metric in alike.levels)
    sentence = (
        f"In {alike.same:,} of {alike.cases:,} cases (an error, an action and a number), "
        f"{metrics} act on the same training samples. "
        "Whichever of them is chosen, the effect shown is then the same, with another measure in "
        "front."
    )
    if classes == 2:
        return f"{sentence} With two classes, each of these metrics follows from any other."
    if set(alike.levels) == FIRST_FOLLOWS_FROM_SECOND:
        return f"{sentence} The loss is minus the logarithm of that probability."
    return sentence


def about_numbers(counts: SameSamplesCounts) -> Iterator[str]:
    """A sentence about the numbers of samples that most lists do not reach."""
    for alike in counts.numbers:
        if alike.is_most:
            smallest = alike.levels[0]
            yield (
                f"In {alike.same:,} of {alike.cases:,} cases (an error, an action and a metric), "
                f"{_listed(map(str, alike.levels))} training samples are the same ones, as no more "
                f"than {smallest} are relevant."
            )
            return


def _listed(words: Iterable[str]) -> str:
    *front, last = words
    return f"{', '.join(front)} and {last}"
