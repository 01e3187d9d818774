"""What a trial shows, on the effects that ship."""

from functools import lru_cache
from itertools import product

import pytest

from attribution.axes import NUMBERS, Action, Metric
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.trial import TrialIndex
from attribution.errors import NoSuchSetting, NotInBundle
from tests.effect_settings import effect_setting
from tests.world import LOAN_EFFECTS


@lru_cache
def index() -> TrialIndex:
    return TrialIndex(read_bundle(LOAN_EFFECTS))


ERRORS = [error.id for error in index().bundle.errors]
SETTINGS = [effect_setting(*axes) for axes in product(Action, Metric, NUMBERS)]


@pytest.mark.parametrize("error", ERRORS)
def test_every_setting_shows_its_samples_from_most_helpful_on(error: str) -> None:
    for setting in SETTINGS:
        trial = index().trial(error, setting)
        assert trial.error.id == error
        assert len(trial.samples) == min(setting.number, trial.relevant, 10)
        assert [relevant.rank for relevant in trial.samples] == [*range(1, len(trial.samples) + 1)]
        helpful = [
            setting.metric.good_direction * relevant.effect.mean for relevant in trial.samples
        ]
        assert helpful == sorted(helpful, reverse=True)
        assert all(relevant.effect.p < 0.05 for relevant in trial.samples)


@pytest.mark.parametrize("error", ERRORS)
def test_the_effect_shown_is_that_of_the_samples_shown(error: str) -> None:
    for setting in SETTINGS:
        trial = index().trial(error, setting)
        assert trial.effect is not None
        assert trial.effect.number == len(trial.samples)
        assert (trial.effect.action, trial.effect.metric) == (setting.action, setting.metric)
        before = trial.effect.change_of(Metric.LOSS).before
        assert before == pytest.approx(trial.error.value_of(Metric.LOSS).mean, rel=1e-9)


def test_the_samples_of_a_smaller_number_lead_those_of_a_larger_one() -> None:
    for action, metric in product(Action, Metric):
        few, many = (
            index().trial(ERRORS[0], effect_setting(action, metric, n)).samples for n in (3, 7)
        )
        assert many[:3] == few


def test_the_lists_for_inspection_hold_every_number_of_every_list() -> None:
    lists = index().ranked_lists(ERRORS[0])
    assert len(lists) == len(Action) * len(Metric)
    for ranked_list in lists:
        assert [effect.number for effect in ranked_list.effects] == [
            *range(1, len(ranked_list.longest.samples) + 1)
        ]


def test_an_error_that_is_not_in_the_bundle_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotInBundle, match=f"no model error 'none': its errors are {ERRORS[0]}"):
        index().trial("none", SETTINGS[0])


def test_words_make_a_setting() -> None:
    setting = effect_setting("label_change", "true_class_probability", "10")
    assert setting == effect_setting(Action.LABEL_CHANGE, Metric.TRUE_CLASS_PROBABILITY, 10)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remove", "loss", "1"), "There is no action 'remove': use removal, label_change"),
        (("removal", "Loss", "1"), "There is no metric 'Loss': use loss, true_class_probability"),
        (("removal", "loss", "0"), "There is no number of training samples '0': use a whole"),
        (("removal", "loss", "11"), "from 1 to 10"),
        (("removal", "loss", "1.0"), "from 1 to 10"),
        (("removal", "loss", "٣"), "from 1 to 10"),
        (("", "", ""), "There is no action ''"),
    ],
)
def test_a_setting_that_no_trial_has_is_refused_with_what_there_is(
    words: tuple[str, str, str], said: str
) -> None:
    with pytest.raises(NoSuchSetting, match=said):
        effect_setting(*words)
