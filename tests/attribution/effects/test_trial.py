"""What a trial shows, on the effects that ship."""

from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest

from attribution.axes import Metric
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.trial import EffectsIndex
from attribution.errors import NoSuchSetting, NotInBundle
from attribution.settings import settings_of
from tests.effect_settings import effect_setting
from tests.world import LOAN_EFFECTS


@lru_cache
def index() -> EffectsIndex:
    return EffectsIndex(read_bundle(LOAN_EFFECTS))


ERRORS = [error.id for error in index().bundle.errors]
NUMBERS = range(1, 11)
ACTIONS = index().bundle.actions
SETTINGS = [effect_setting(*axes) for axes in product(ACTIONS, Metric, NUMBERS)]


@pytest.mark.parametrize("error", ERRORS)
def test_every_setting_shows_its_samples_from_most_helpful_on(error: str) -> None:
    for setting in SETTINGS:
        trial = index().results(error, setting)
        assert trial.error.id == error
        assert len(trial.samples) == min(int(setting["number"]), trial.relevant, 10)
        assert [relevant.rank for relevant in trial.samples] == [*range(1, len(trial.samples) + 1)]
        helpful = [
            Metric(setting["metric"]).good_direction * relevant.effect.mean
            for relevant in trial.samples
        ]
        assert helpful == sorted(helpful, reverse=True)
        assert all(relevant.effect.p < 0.05 for relevant in trial.samples)


@pytest.mark.parametrize("error", ERRORS)
def test_the_effect_shown_is_that_of_the_samples_shown(error: str) -> None:
    for setting in SETTINGS:
        trial = index().results(error, setting)
        assert trial.effect is not None
        assert trial.effect.number == len(trial.samples)
        assert trial.effect.action == setting["action"]
        assert trial.effect.metric == setting["metric"]
        before = trial.effect.change_of(Metric.LOSS).before
        assert before == pytest.approx(trial.error.value_of(Metric.LOSS).mean, rel=1e-9)


def test_the_samples_of_a_smaller_number_lead_those_of_a_larger_one() -> None:
    for action, metric in product(ACTIONS, Metric):
        few, many = (
            index().results(ERRORS[0], effect_setting(action, metric, n)).samples for n in (3, 7)
        )
        assert many[:3] == few


def test_the_lists_for_inspection_hold_every_number_of_every_list() -> None:
    lists = index().ranked_lists(ERRORS[0])
    assert len(lists) == len(ACTIONS) * len(Metric)
    for ranked_list in lists:
        assert [effect.number for effect in ranked_list.effects] == [
            *range(1, len(ranked_list.longest.samples) + 1)
        ]


def test_an_error_that_is_not_in_the_bundle_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotInBundle, match=f"no model error 'none': its errors are {ERRORS[0]}"):
        index().results("none", SETTINGS[0])


@pytest.mark.parametrize("error", ["none", "", "test-1"])
def test_nothing_is_told_of_an_error_that_is_not_in_the_bundle(error: str) -> None:
    for told in (index().error, index().words_of, index().facts_of, index().gains):
        with pytest.raises(NotInBundle, match="has no model error"):
            told(error)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (("remove", "loss", "1"), "no level 'remove' of action: use removal, label_change"),
        (("removal", "Loss", "1"), "no level 'Loss' of metric: use loss, true_class_probability"),
        (("removal", "loss", "0"), "no level '0' of number: use 1, 2, 3"),
        (("removal", "loss", "11"), "no level '11' of number"),
        (("removal", "loss", "1.0"), "no level '1.0' of number"),
        (("removal", "loss", "٣"), "no level '٣' of number"),
        (("", "", ""), "no level '' of action"),
    ],
)
def test_a_setting_that_no_trial_has_is_refused_with_what_there_is(
    levels: tuple[str, str, str], said: str
) -> None:
    with pytest.raises(NoSuchSetting, match=said):
        index().results(ERRORS[0], effect_setting(*levels))


def test_what_a_bundle_of_effects_shows_is_told_by_its_axes() -> None:
    assert (index().kind, index().name) == ("effects", "loan")
    assert index().source == index().bundle.source
    assert index().axes == {
        "action": ("removal", "label_change", "upweighting"),
        "metric": tuple(Metric),
        "number": tuple(str(number) for number in NUMBERS),
    }
    assert list(index().errors) == ERRORS


def test_texts_and_researchers_call_an_error_by_its_classes() -> None:
    error = index().error(ERRORS[0])
    true, predicted = (index().bundle.classes[c] for c in (error.true_class, error.predicted_class))
    assert true != predicted
    assert index().words_of(error.id) == f"“{true}” taken for “{predicted}” ({error.id})"
    assert index().facts_of(error.id) == {
        "": f"{true} is misclassified as {predicted}",
        "true_class": true,
        "predicted_class": predicted,
    }


def test_the_outcomes_are_the_metrics_of_their_axis() -> None:
    assert [(outcome.key, outcome.axis) for outcome in index().outcomes] == [
        (metric, "metric") for metric in Metric
    ]
    assert {outcome.key for outcome in index().outcomes} == set(index().axes["metric"])


@pytest.mark.parametrize("error", ERRORS)
def test_a_gain_is_the_change_in_the_good_direction(error: str) -> None:
    gains = index().gains(error)
    assert list(gains) == list(settings_of(index().axes))
    for setting, by_metric in gains.items():
        effect = index().results(error, setting).effect
        assert effect is not None
        loss, true, predicted = (effect.change_of(metric).change for metric in Metric)
        assert by_metric == (-loss, true, -predicted)


def test_where_nothing_is_relevant_nothing_is_shown_or_gained() -> None:
    empty = tuple(replace(ranking, samples=(), relevant=0) for ranking in index().bundle.rankings)
    nothing = EffectsIndex(replace(index().bundle, rankings=empty))
    results = nothing.results(ERRORS[0], SETTINGS[0])
    assert (results.samples, results.effect) == ((), None)
    assert set(nothing.gains(ERRORS[0]).values()) == {(0.0, 0.0, 0.0)}


def test_accuracy_changes_are_those_of_the_effects_shown() -> None:
    for error in ERRORS:
        changes = index().accuracy_changes(error)
        assert set(changes) == set(SETTINGS)
        for setting in SETTINGS:
            effect = index().results(error, setting).effect
            assert effect is not None
            assert changes[setting] == effect.test_accuracy.change


def test_settings_that_act_on_the_same_samples_are_shown_alike() -> None:
    """With two classes the metrics follow from each other: in all 180 cases the same samples."""
    cases = [
        {index().shown_alike(error)[effect_setting(action, metric, number)] for metric in Metric}
        for error, action, number in product(ERRORS, ACTIONS, NUMBERS)
    ]
    assert (len(cases), sum(len(case) == 1 for case in cases)) == (180, 180)
    for error in ERRORS:
        assert len(set(index().shown_alike(error).values())) > len(ACTIONS)
