"""Beside an answer stands what its participant saw and submitted, in the words of their study."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.records.submitted_trials import submitted_trials
from attribution.models import StoredBundle
from attribution.queries import explanations
from attribution.queries import _index as cached_bundles
from survey.models import Exploration, Participant, Trial
from tests.survey.steps import finish
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> Participant:
    world = World()
    world.open()
    participant = world.join("somebody")
    finish(participant)
    return participant


def submit(participant: Participant, scenario: str, setting: dict[str, str]) -> Trial:
    trial = participant.trials.get(scenario=scenario)
    Exploration.objects.filter(pk=trial.choice.exploration_id).update(setting=setting)
    return trial


def test_the_error_and_the_setting_are_told_in_one_line_and_in_full(somebody: Participant) -> None:
    setting = {"number": "5", "metric": "true_class_probability", "action": "label_change"}
    trial = submit(somebody, "image", setting)
    with CaptureQueriesContext(connection, ) as queries:
        told = submitted_trials(somebody.pk)
    assert len(queries) == 1
    facts = explanations(trial.bundle).facts_of(trial.error)
    image = told["image"]
    assert image.scenario == "Sorting photographs of clothing"
    assert image.error == f"{facts['true_class']} → {facts['predicted_class']}"
    assert image.setting == "label change, probability of the true class, 5 samples"
    assert image.levels == (
        ("Action", "Label change"),
        ("Metric", "Probability of the true class"),
        ("Number of training samples", "5"),
    )
    assert image.picture is not None
    assert image.picture.suffix == "png"
    table = told["tabular"]
    assert table.picture is None
    assert "Checking account" in dict(table.facts)


def test_nothing_submitted_and_nothing_loaded_leave_the_rest(somebody: Participant) -> None:
    trial = somebody.trials.get(scenario="image")
    trial.choice.delete()
    assert submitted_trials(somebody.pk)["image"].setting == ""
    StoredBundle.objects.filter(digest=trial.bundle).delete()
    cached_bundles.cache_clear()
    left = submitted_trials(somebody.pk)["image"]
    assert (left.error, left.picture, left.facts) == (trial.error, None, ())
