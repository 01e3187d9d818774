"""What acting on training samples did, in the words, signs and digits that participants read.

Every verdict follows from the rounded numbers beside it, so a participant can check it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attribution.axes import Metric
from attribution.effects.bundle import Bundle, Change, Estimate, GroupEffect, ModelError
from attribution.scales import NATS, SHARE, Scale

CHART_WIDTH = 300
"""In units of the chart's drawing."""


@dataclass(frozen=True)
class Bar:
    """One value of a chart as a bar."""

    kind: str
    width: str


@dataclass(frozen=True)
class Measure:
    """A measure before and after. `verdict` is empty where none is given."""

    label: str
    before: str
    after: str
    change: str
    verdict: str
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class Results:
    """The measures of a result. `chosen` is that of the chosen metric; `others` are folded away."""

    chosen: Measure
    accuracy: Measure
    others: tuple[Measure, ...]


def results_of(
    effect: GroupEffect,
    *,
    bundle: Bundle,
    offered: Iterable[str],
    verdicts: bool,
    with_mean_loss: bool,
) -> Results:
    """Every measure of a result. `offered` names the metrics of the study in the order shown."""
    others = [
        measure_of(metric, effect, bundle, verdicts=verdicts)
        for metric in map(Metric, offered)
        if metric is not effect.metric
    ]
    if with_mean_loss and Metric.LOSS in offered:
        label, words = "Mean loss over the test examples", gives_verdicts(bundle, verdicts=verdicts)
        others.append(_measure(label, effect.mean_loss, NATS, -1, gives_verdict=words))
    return Results(
        chosen=measure_of(effect.metric, effect, bundle, verdicts=verdicts),
        accuracy=accuracy_of(effect, bundle, verdicts=verdicts),
        others=tuple(others),
    )


def measure_of(metric: Metric, effect: GroupEffect, bundle: Bundle, *, verdicts: bool) -> Measure:
    """A metric on the error, named with the class it is about."""
    error = next(error for error in bundle.errors if error.id == effect.error)
    label, about_class = metric.description.title, metric.description.about_class
    if about_class:
        label += f" ({bundle.classes[getattr(error, about_class)]})"
    return _measure(
        label,
        effect.change_of(metric),
        metric.description.scale,
        metric.good_direction,
        gives_verdict=gives_verdicts(bundle, verdicts=verdicts),
    )


def accuracy_of(effect: GroupEffect, bundle: Bundle, *, verdicts: bool) -> Measure:
    words = gives_verdicts(bundle, verdicts=verdicts)
    return _measure("Test accuracy", effect.test_accuracy, SHARE, 1, gives_verdict=words)


def gives_verdicts(bundle: Bundle, *, verdicts: bool) -> bool:
    """Whether a verdict can be given: not by the spread of one training, which proves nothing."""
    return verdicts and bundle.ensemble.observations == "seeds"


def difference(first: Change, second: Change, scale: Scale) -> str:
    """The measure after the second setting minus the measure after the first."""
    return scale.change(second.after - first.after)


def before_any_action(
    error: ModelError, *, offered: Sequence[str], chosen: str | None
) -> list[tuple[str, str]]:
    """The label and value of each metric offered, the chosen one first."""
    first = [chosen] if chosen else []
    metrics = map(Metric, [*first, *(name for name in offered if name not in first)])
    return [
        (metric.description.title, _estimate(error.value_of(metric), metric.description.scale))
        for metric in metrics
    ]


def accuracy_before(value: Estimate) -> str:
    return _estimate(value, SHARE)


def verdict(change: Change, good_direction: int, scale: Scale) -> str:
    """Better or worse where |change| > standard deviation, both as shown; else no clear change.

    A change that is shown as zero has no verdict. Over ten seeds, a mean of one standard deviation
    is 3.2 standard errors from zero: p = 0.012 in a t-test with 9 degrees of freedom.
    """
    size = scale.rounded(change.change)
    if size == 0:
        return ""
    if abs(size) <= scale.rounded(change.standard_deviation):
        return "no clear change"
    return "better" if size * good_direction > 0 else "worse"


def _measure(
    label: str, change: Change, scale: Scale, good_direction: int, *, gives_verdict: bool
) -> Measure:
    whole = 1.0 if scale is SHARE else max(change.before, change.after, 1e-9)
    before, after = scale.value(change.before), scale.value(change.after)
    return Measure(
        label=label,
        before=before,
        after=after,
        change=scale.change_with_spread(change.change, change.standard_deviation),
        verdict=verdict(change, good_direction, scale) if gives_verdict else "",
        bars=(
            Bar("before", f"{CHART_WIDTH * change.before / whole:.1f}"),
            Bar("after", f"{CHART_WIDTH * change.after / whole:.1f}"),
        ),
    )


def _estimate(value: Estimate, scale: Scale) -> str:
    return scale.value_with_spread(value.mean, value.standard_deviation)
