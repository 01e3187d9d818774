"""Sentences of the trial that depend on the effects shown."""

from dataclasses import replace

import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, Ensemble, Relevance
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.relevance_rule import Direction, Gate
from attribution.effects.trial import Trial, EffectsIndex
from survey.templatetags.survey import trainings, why_fewer
from tests.effect_settings import effect_setting
from tests.world import LOAN_EFFECTS

TEN_SEEDS = Ensemble(tuple(range(10)), (30, 40, 50), "seeds")
ONE_SEED = Ensemble((0,), (30, 40, 50), "checkpoints")


def bundle_of(ensemble: Ensemble, gate: Gate, direction: Direction, most: int = 10) -> Bundle:
    relevance = Relevance("own settings", gate, 0.05, direction, most)
    return replace(read_bundle(LOAN_EFFECTS), ensemble=ensemble, relevance=relevance)


def trial_with(bundle: Bundle, samples: int) -> Trial:
    whole = EffectsIndex(bundle).results(
        bundle.errors[0].id, effect_setting(Action.REMOVAL, Metric.LOSS, 10)
    )
    return replace(whole, samples=whole.samples[:samples])


@pytest.mark.parametrize(
    ("bundle", "samples", "sentence"),
    [
        (
            bundle_of(TEN_SEEDS, Gate.T, Direction.HELPFUL),
            7,
            (
                "Only 7 training samples help by the metric you chose and pass a test over 10 "
                "trainings, so fewer are shown than you asked for."
            ),
        ),
        (
            bundle_of(ONE_SEED, Gate.NGUYEN, Direction.ANY),
            1,
            (
                "Only 1 training sample has an effect and passes a test over 3 states of one "
                "training, so fewer are shown than you asked for."
            ),
        ),
        (
            bundle_of(TEN_SEEDS, Gate.NONE, Direction.HELPFUL),
            2,
            (
                "Only 2 training samples help by the metric you chose, so fewer are shown than you "
                "asked for."
            ),
        ),
        (
            bundle_of(TEN_SEEDS, Gate.Q, Direction.HELPFUL),
            0,
            "No training sample helps by the metric you chose and passes a test over 10 trainings.",
        ),
        (
            bundle_of(TEN_SEEDS, Gate.T, Direction.HELPFUL, most=3),
            3,
            "At most 3 training samples can be shown, fewer than you asked for.",
        ),
    ],
)
def test_why_fewer_samples_are_shown_is_said_by_the_bundle_s_own_rule(
    bundle: Bundle, samples: int, sentence: str
) -> None:
    assert why_fewer(trial_with(bundle, samples), bundle) == sentence


def test_one_training_is_never_called_several() -> None:
    assert trainings(TEN_SEEDS) == "10 trainings"
    assert trainings(ONE_SEED) == "3 states of one training"
