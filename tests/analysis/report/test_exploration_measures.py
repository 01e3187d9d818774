"""Settings tried and gains are computed trial by trial over columns."""

import numpy as np
import pytest

from analysis.report.choices import SubmittedChoices
from analysis.report.exploration_measures import chosen_gains, tried_settings
from tests.analysis.report.observations import (
    OUTCOMES,
    RELABEL,
    REMOVAL,
    Person,
    observed,
    one_scenario,
    tabular_offering,
)
from tests.effect_settings import effect_setting

UNTRIED = effect_setting("upweighting", "loss", 1)
BY_LOSS, BY_PROBABILITY, _BY_PREDICTED = OUTCOMES
SEVERAL: list[Person] = [
    {"tabular": [REMOVAL, RELABEL, REMOVAL]},
    {"tabular": []},
    {"tabular": [RELABEL]},
]


def test_a_setting_applied_again_is_the_same_setting() -> None:
    tried = tried_settings(observed(SEVERAL, study=one_scenario()))
    assert tried.applied.tolist() == [3, 0, 1]
    assert tried.different.tolist() == [2, 0, 1]
    assert tried.chose_first.tolist() == [True, False, True]
    assert tried.chose_last.tolist() == [True, False, True]


def test_no_trials_have_no_measures() -> None:
    nobody = observed([], gains={})
    assert tried_settings(nobody).applied.tolist() == []
    assert chosen_gains(nobody, SubmittedChoices(nobody), BY_LOSS).known.tolist() == []


def test_gains_are_compared_with_settings_tried_and_with_all_offered() -> None:
    gains = {RELABEL: (1.0, 0, 0), UNTRIED: (3.0, 0, 0)}  # by the loss
    observations = observed(SEVERAL, study=one_scenario(), gains=gains)
    chosen = chosen_gains(observations, SubmittedChoices(observations), BY_LOSS)
    assert chosen.known.tolist() == [True, False, True]
    assert chosen.best_tried.tolist() == [False, False, True]
    assert chosen.best_offered.tolist() == [False, False, False]
    assert chosen.by_chance.tolist() == [pytest.approx(1 / 2), 0, 1]
    # One of the 90 settings offered gains most.
    assert chosen.by_chance_offered.tolist() == pytest.approx([1 / 90] * 3)


def test_only_offered_settings_are_compared_with() -> None:
    study = tabular_offering({"action": ("removal", "label_change")})
    people: list[Person] = [{"image": [REMOVAL], "tabular": [REMOVAL]}]
    observations = observed(people, study=study, gains={UNTRIED: (3.0, 0, 0)})
    chosen = chosen_gains(observations, SubmittedChoices(observations), BY_LOSS)
    assert chosen.best_offered.tolist() == [False, True]


def test_ties_count_as_the_largest_gain() -> None:
    gains = {REMOVAL: (0, 0.5, 0), UNTRIED: (0, 0.5, 0)}
    observations = observed([{"tabular": [REMOVAL, UNTRIED]}], study=one_scenario(), gains=gains)
    chosen = chosen_gains(observations, SubmittedChoices(observations), BY_PROBABILITY)
    assert (chosen.best_tried.tolist(), chosen.by_chance.tolist()) == ([True], [1.0])


def test_effects_that_are_no_longer_loaded_are_not_compared() -> None:
    observations = observed([{"tabular": [REMOVAL]}], study=one_scenario(), outcomes=OUTCOMES)
    chosen = chosen_gains(observations, SubmittedChoices(observations), BY_LOSS)
    assert not np.any(chosen.known | chosen.best_tried | chosen.best_offered)
