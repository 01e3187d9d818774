"""The consensus stands by person and scenario, with codes as their themes."""

import numpy as np
import pytest

from analysis.coding.rounds.results import coding_results
from analysis.coding.rounds.themes_of_people import themes_of_people
from tests.analysis.coding.rounds.decided_rounds import coded, settled
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db

SCENARIOS = ("image", "tabular")


def test_what_was_agreed_on_stands_in_the_scenario_of_the_answer(coding: CodingWorld) -> None:
    settled(coding)
    study = coding.founding.study
    first, second, third = (case.participant_id or 0 for case in coding.cases)
    keys = np.array(sorted([first, second, third]))
    (themes,) = themes_of_people(study, coding_results(study), keys, SCENARIOS)
    assert themes.person.tolist() == [0, 1, 2]
    held = {
        (int(keys[themes.person[at]]), SCENARIOS[scenario], themes.themes[theme])
        for at, scenario, theme in np.argwhere(themes.held)
    }
    units = [coding.unit(case, index).answer for case, index in ((0, 0), (0, 1), (1, 0))]
    places = [answer.scenario for answer in units if answer is not None]
    expected = {
        (first, places[0], "class_overlap"),
        (first, places[0], "mislabeled_data"),
        (first, places[0], "changing_label_to_correct"),
        (first, places[1], "class_overlap"),
        (second, places[2], "class_overlap"),
    }
    assert held == {place for place in expected if place[1]}
    assert not (themes.held.any(axis=2) & ~themes.answered).any()


def test_whoever_is_not_analysed_is_left_out(coding: CodingWorld) -> None:
    settled(coding)
    study = coding.founding.study
    keys = np.array([coding.cases[1].participant_id or 0])
    (themes,) = themes_of_people(study, coding_results(study), keys, SCENARIOS)
    assert themes.person.tolist() == [0]
    assert themes.held.sum() == 1


def test_until_a_round_is_closed_there_are_none(coding: CodingWorld) -> None:
    coded(coding)
    study = coding.founding.study
    assert themes_of_people(study, coding_results(study), np.array([1]), SCENARIOS) == ()
