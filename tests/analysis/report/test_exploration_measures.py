"""Settings tried and gains are computed trial by trial over columns."""

import numpy as np
import pytest

from analysis.report.context import SubmittedChoices
from analysis.report.exploration_measures import chosen_gains, tried_settings
from survey.design.scenarios import Settings
from tests.analysis.report.observations import (
    RELABEL,
    REMOVAL,
    Person,
    code,
    no_gains,
    observed,
    one_scenario,
)

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
    nobody = observed([])
    assert tried_settings(nobody).applied.tolist() == []
    assert chosen_gains(nobody, SubmittedChoices(nobody), 0).known.tolist() == []


def test_gains_are_compared_with_settings_tried_and_with_all_offered() -> None:
    gains = no_gains()
    gains[0, 1, 0, 9] = 1.0  # label change of ten samples by the loss, which somebody tried
    gains[0, 2, 0, 0] = 3.0  # upweighting of one sample, which nobody tried
    observations = observed(SEVERAL, study=one_scenario(), gains=gains)
    chosen = chosen_gains(observations, SubmittedChoices(observations), 0)
    assert chosen.known.tolist() == [True, False, True]
    assert chosen.best_tried.tolist() == [False, False, True]
    assert chosen.best_offered.tolist() == [False, False, False]
    assert chosen.by_chance.tolist() == [pytest.approx(1 / 2), 0, 1]


def test_only_offered_settings_are_compared_with() -> None:
    gains = no_gains()
    gains[0, 2, 0, 0] = 3.0
    offered = Settings(actions=("removal", "label_change"), metrics=("loss",), numbers=(1, 10))
    study = one_scenario(settings=offered)
    observations = observed([{"tabular": [REMOVAL]}], study=study, gains=gains)
    chosen = chosen_gains(observations, SubmittedChoices(observations), 0)
    assert chosen.best_offered.tolist() == [True]


def test_ties_count_as_the_largest_gain() -> None:
    gains = no_gains()
    gains[1, :, :, :] = 0.5
    people = [{"tabular": [code("removal", "loss", 1), code("upweighting", "loss", 3)]}]
    observations = observed(people, study=one_scenario(), gains=gains)
    chosen = chosen_gains(observations, SubmittedChoices(observations), 1)
    assert (chosen.best_tried.tolist(), chosen.by_chance.tolist()) == ([True], [1.0])


def test_effects_that_are_no_longer_loaded_are_not_compared() -> None:
    observations = observed([{"tabular": [REMOVAL]}], study=one_scenario())
    chosen = chosen_gains(observations, SubmittedChoices(observations), 0)
    assert not np.any(chosen.known | chosen.best_tried | chosen.best_offered)
