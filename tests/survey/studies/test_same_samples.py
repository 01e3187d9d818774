"""Warnings about settings of a study that differ in name and not in effect."""

import pytest

from attribution.axes import Metric
from survey.design.definition import SurveyDefinition
from survey.studies.same_samples import warnings
from tests.world import founding_study

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


STUDY = founding_study().survey
REMEDY = "Offer one of them, or say so when you report."


def offering(metrics: tuple[Metric, ...], numbers: tuple[int, ...]) -> SurveyDefinition:
    levels = {"metric": tuple(map(str, metrics)), "number": tuple(map(str, numbers))}
    scenarios = {
        name: scenario.model_copy(update={"levels": levels})
        for name, scenario in STUDY.scenarios.items()
    }
    return STUDY.model_copy(update={"scenarios": scenarios})


def test_a_warning_names_its_scenario_and_a_remedy() -> None:
    sentences = list(warnings(STUDY))
    assert {sentence.partition(":")[0] for sentence in sentences} == {
        "Warning, scenarios.image",
        "Warning, scenarios.tabular",
    }
    assert all(sentence.endswith(REMEDY) for sentence in sentences)


def test_with_one_metric_and_one_number_nothing_can_be_the_same() -> None:
    assert list(warnings(offering((Metric.LOSS,), (1,)))) == []


def test_two_metrics_of_two_classes_act_on_the_same_samples() -> None:
    both = (Metric.TRUE_CLASS_PROBABILITY, Metric.PREDICTED_CLASS_PROBABILITY)
    [tabular] = [
        sentence for sentence in warnings(offering(both, (1,))) if "scenarios.tabular" in sentence
    ]
    # The loan data have two classes, whose probabilities add up to 1.
    assert "act on the same training samples" in tabular
    assert "With two classes, each of these metrics follows from any other." in tabular


def test_nothing_is_said_of_effects_that_are_not_there() -> None:
    scenarios = {
        name: scenario.model_copy(update={"bundle": "roses"})
        for name, scenario in STUDY.scenarios.items()
    }
    assert list(warnings(STUDY.model_copy(update={"scenarios": scenarios}))) == []
