"""Beside an answer stands what its participant saw and submitted, in the words of their study."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.records.submitted_trials import ShownError, submitted_trials
from attribution.actions import load_bundle
from attribution.data.curve import chart_of
from attribution.data.display import Text
from attribution.effects.trial import EffectsIndex
from attribution.errors import NotInBundle
from attribution.queries import current_bundle, explanations
from survey.models import Exploration, Participant, Trial
from tests.survey.steps import finish
from tests.survey.trial.texts_and_curves import bundle_of
from tests.world import EFFECTS, NOON, World

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
    with CaptureQueriesContext(connection) as queries:
        told = submitted_trials(somebody.pk)
    assert len(queries) == 1
    facts = explanations(trial.bundle).facts_of(trial.error)
    image = told["image"]
    assert image.scenario == "Sorting photographs of clothing"
    assert image.error.name == f"{facts['true_class']} → {facts['predicted_class']}"
    assert image.setting == "label change, probability of the true class, 5 samples"
    assert image.levels == (
        ("Action", "Label change"),
        ("Metric", "Probability of the true class"),
        ("Number of training samples", "5"),
    )
    assert image.error.picture is not None
    assert image.error.picture.suffix == "png"
    table = told["tabular"]
    assert table.error.picture is None
    assert "Checking account" in dict(table.error.facts)


def test_the_error_of_a_bundle_of_panels_is_told_by_what_its_page_showed(
    somebody: Participant,
) -> None:
    call_command("load_effects", EFFECTS / "loan-explanations", verbosity=0)
    bundle = current_bundle("loan-explanations").digest
    error = explanations(bundle).errors[0]
    somebody.trials.update(bundle=bundle, error=error)
    told = submitted_trials(somebody.pk)["tabular"]
    assert told.error.name == "Decline → Approve"
    assert dict(told.error.facts)["Age of the applicant"].endswith("years")


@pytest.mark.parametrize(("name", "size"), [("letters", 0), ("pulses", 40)])
def test_an_error_is_told_as_the_text_or_the_chart_that_was_shown(
    somebody: Participant, name: str, size: int
) -> None:
    bundle = load_bundle(bundle_of(name, size), loaded_at=NOON).bundle.digest
    known = explanations(bundle)
    somebody.trials.update(bundle=bundle, error=known.errors[0])
    told = submitted_trials(somebody.pk)["tabular"].error
    display = known.error(known.errors[0]).display
    if isinstance(display, Text):
        assert (told.text, told.chart, told.facts) == (display.text, None, ())
        return
    assert isinstance(known, EffectsIndex)
    chart = chart_of(display, known.curve_scale(known.errors[0]))
    assert (told.text, told.chart, told.facts) == ("", chart, (("Curve", chart.words),))


def test_nothing_submitted_and_nothing_loaded_leave_the_rest(
    somebody: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = somebody.trials.get(scenario="image")
    trial.choice.delete()
    assert submitted_trials(somebody.pk)["image"].setting == ""

    def gone(digest: str) -> None:
        raise NotInBundle(digest)

    monkeypatch.setattr("analysis.records.submitted_trials.explanations", gone)
    assert submitted_trials(somebody.pk)["image"].error == ShownError(trial.error)
