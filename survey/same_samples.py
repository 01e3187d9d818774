"""What a researcher has to know of settings that act on the same training samples."""

from collections.abc import Iterator

from attribution.effects.axes import Metric
from attribution.effects.same_samples import SameSamples, SameSamplesFound
from survey.measures import METRICS

FIRST_FOLLOWS_FROM_SECOND = frozenset({Metric.LOSS, Metric.TRUE_CLASS_PROBABILITY})


def about_metrics(found: SameSamplesFound, *, classes: int) -> Iterator[str]:
    """A sentence or two for metrics that mostly act alike; none for those within a larger set."""
    most = [one for one in found.metrics if one.is_most]
    for one in most:
        if not any(set(one.levels) < set(other.levels) for other in most):
            yield _about_metrics(one, classes)


def _about_metrics(one: SameSamples[Metric], classes: int) -> str:
    *front, last = (METRICS[metric] for metric in one.levels)
    sentence = (
        f"In {one.same:,} of {one.cases:,} cases (an error, an action and a number), "
        f"{', '.join(front)} and {last} act on the same training samples. Whichever of them is "
        "chosen, the effect shown is then the same, with another measure in front."
    )
    if classes == 2:
        return f"{sentence} With two classes, each of these metrics follows from any other."
    if set(one.levels) == FIRST_FOLLOWS_FROM_SECOND:
        return f"{sentence} The loss is minus the logarithm of that probability."
    return sentence


def about_numbers(found: SameSamplesFound) -> Iterator[str]:
    """A sentence for neighbouring numbers that mostly act alike."""
    for one in found.numbers:
        if one.is_most:
            smaller, larger = one.levels
            yield (
                f"In {one.same:,} of {one.cases:,} cases (an error, an action and a metric), "
                f"{smaller} and {larger} training samples are the same ones, as no more than "
                f"{smaller} are relevant."
            )
