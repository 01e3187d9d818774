"""Two settings compared: what each did, how far they differ, and which samples they share."""

from dataclasses import dataclass

from attribution.effects.bundle import TrainingSample
from attribution.effects.readings import Measure, accuracy_of, difference, measure_of
from attribution.scales import SHARE
from survey.trial.state import TrialState, Tried


@dataclass(frozen=True)
class ComparedMeasure:
    """A measure under both settings. `difference` is the second value minus the first."""

    first: Measure
    second: Measure
    difference: str


@dataclass(frozen=True)
class ComparedSample:
    """A training sample with its rank under each setting, None where it is not acted on."""

    sample: TrainingSample
    first: int | None
    second: int | None


@dataclass(frozen=True)
class Comparison:
    """A comparison. `measures` is empty where one of the settings acts on no training sample."""

    measures: tuple[ComparedMeasure, ...]
    samples: tuple[ComparedSample, ...]


def comparison_of(first: Tried, second: Tried, state: TrialState) -> Comparison:
    """Compare by the metrics that the two settings chose and the test accuracy, samples by rank."""
    return Comparison(tuple(_measures(first, second, state)), tuple(_samples(first, second)))


def _measures(first: Tried, second: Tried, state: TrialState) -> list[ComparedMeasure]:
    first_effect, second_effect = first.results.effect, second.results.effect
    if first_effect is None or second_effect is None:
        return []
    bundle, verdicts = state.bundle, state.tool.verdicts
    rows = [
        ComparedMeasure(
            measure_of(metric, first_effect, bundle, verdicts=verdicts),
            measure_of(metric, second_effect, bundle, verdicts=verdicts),
            difference(
                first_effect.change_of(metric),
                second_effect.change_of(metric),
                metric.description.scale,
            ),
        )
        for metric in dict.fromkeys((first_effect.metric, second_effect.metric))
    ]
    accuracy = ComparedMeasure(
        accuracy_of(first_effect, bundle, verdicts=verdicts),
        accuracy_of(second_effect, bundle, verdicts=verdicts),
        difference(first_effect.test_accuracy, second_effect.test_accuracy, SHARE),
    )
    return [*rows, accuracy]


def _samples(first: Tried, second: Tried) -> list[ComparedSample]:
    ranks = [
        {relevant.sample.id: relevant.rank for relevant in tried.results.samples}
        for tried in (first, second)
    ]
    samples = {
        relevant.sample.id: relevant.sample
        for tried in (first, second)
        for relevant in tried.results.samples
    }
    return [
        ComparedSample(sample, ranks[0].get(id_), ranks[1].get(id_))
        for id_, sample in samples.items()
    ]
