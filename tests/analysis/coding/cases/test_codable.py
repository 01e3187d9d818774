"""Whose words can be coded, and which of them."""

import pytest

from analysis.coding.cases.codable import codable, offered_cases, uncoded
from analysis.coding.cases.gather import gather_cases
from analysis.records.free_texts import text_questions
from survey.population import Population
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


def test_the_same_cases_are_offered_before_and_after_cases_are_made(coding: CodingWorld) -> None:
    study = coding.founding.study
    before = offered_cases(study, Population.PEOPLE)
    assert [(new.label, new.label) for new in uncoded(study, Population.PEOPLE)] == list(before)
    gather_cases(study, Population.PEOPLE)
    assert offered_cases(study, Population.PEOPLE) == before
    assert not list(uncoded(study, Population.PEOPLE))
    assert codable(study, Population.SIMULATED).count() == 0


def test_the_background_is_not_coded(coding: CodingWorld) -> None:
    definition = coding.founding.survey
    asked = set(text_questions(definition, list(definition.scenarios)))
    background = {question.key for question in definition.background}
    assert asked
    assert not {key for scenario, key in asked if not scenario} & background
