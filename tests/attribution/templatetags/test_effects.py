"""Effects are written to four decimals, with a sign, and summarised and explained in words."""

from dataclasses import replace

import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, Change, Ensemble, Estimate, Relevance
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.relevance_rule import Direction, Gate
from attribution.effects.trial import EffectsIndex, Trial
from attribution.templatetags import effects
from tests.effect_settings import effect_setting
from tests.world import LOAN_EFFECTS

TEN_SEEDS = Ensemble(tuple(range(10)), (30, 40, 50), "seeds")
ONE_SEED = Ensemble((0,), (30, 40, 50), "checkpoints")


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(LOAN_EFFECTS)


def test_numbers_have_four_decimals_and_changes_a_sign() -> None:
    assert effects.signed(-0.25) == "\N{MINUS SIGN}0.2500"
    assert effects.signed(0.25) == "+0.2500"
    assert effects.estimate(Estimate(0.5, 0.02)) == "0.5000 ±\N{NO-BREAK SPACE}0.0200"
    assert effects.change(Change(0.5, 0.25, -0.25, 0.02)) == "\N{MINUS SIGN}0.2500 ± 0.0200"
    assert effects.shares(Change(0.0, 1.0, 1.0, 0.0)) == "0% before, 100% after"


@pytest.mark.parametrize(
    ("p", "text"), [(0.00005, "< 0.0001"), (0.0001, "0.0001"), (0.5, "0.5000")]
)
def test_a_small_probability_is_not_written_as_zero(p: float, text: str) -> None:
    assert effects.probability(p) == text


def test_one_seed_says_nothing_about_steadiness(bundle: Bundle) -> None:
    alone = replace(bundle, ensemble=replace(bundle.ensemble, seeds=(0,)))
    assert effects.steadiness(alone) == "one seed says nothing about others"
    assert effects.steadiness(replace(bundle, rankings=())) == "nothing is listed"
    assert "in 100.0% of the seeds" in effects.steadiness(bundle)


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
    assert effects.why_fewer(trial_with(bundle, samples), bundle) == sentence


def with_candidates(bundle: Bundle, number: int) -> Bundle:
    recipe = {**bundle.provenance.recipe, "candidates": {"number": number, "seed": 0}}
    return replace(bundle, provenance=replace(bundle.provenance, recipe=recipe))


@pytest.mark.parametrize(
    ("candidates", "samples", "sentence"),
    [
        (
            500,
            7,
            (
                "Only 7 of the 500 training samples whose effect was computed help by the metric "
                "you chose and pass a test over 10 trainings, so fewer are shown than you asked "
                "for."
            ),
        ),
        (
            500,
            0,
            (
                "None of the 500 training samples whose effect was computed helps by the metric "
                "you chose and passes a test over 10 trainings."
            ),
        ),
        (
            800,  # all of them
            1,
            (
                "Only 1 training sample helps by the metric you chose and passes a test over 10 "
                "trainings, so fewer are shown than you asked for."
            ),
        ),
    ],
)
def test_where_only_candidates_were_acted_on_the_sentence_is_about_them(
    candidates: int, samples: int, sentence: str
) -> None:
    bundle = with_candidates(bundle_of(TEN_SEEDS, Gate.T, Direction.HELPFUL), candidates)
    assert effects.why_fewer(trial_with(bundle, samples), bundle) == sentence


def test_one_training_is_never_called_several() -> None:
    assert effects.trainings(TEN_SEEDS) == "10 trainings"
    assert effects.trainings(ONE_SEED) == "3 states of one training"


def test_a_setting_of_effects_says_what_was_done_and_by_which_metric() -> None:
    setting = effect_setting(Action.UPWEIGHTING, Metric.TRUE_CLASS_PROBABILITY, 3)
    assert effects.acted_on(setting) == "counted ten times"
    assert effects.action_of(setting).title == "Upweighting"
    assert effects.metric_of(setting).title == "Probability of the true class"


def test_only_a_changed_label_is_written_with_the_new_one(bundle: Bundle) -> None:
    sample = bundle.training_samples[0]
    old, new = bundle.classes[sample.true_class], bundle.classes[sample.changed_class]
    assert old != new
    removal, change = (
        effects.sample_label(sample, effect_setting(action, Metric.LOSS, 1), bundle)
        for action in (Action.REMOVAL, Action.LABEL_CHANGE)
    )
    assert removal == old
    assert change.startswith(f"{old} ")
    assert change.endswith(f" {new}")
