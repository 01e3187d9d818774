"""Sentences for researchers about settings that act on the same training samples."""

from collections.abc import Iterable, Iterator

from attribution.axes import Metric
from attribution.effects.same_samples import SameSamples, SameSamplesCounts

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
