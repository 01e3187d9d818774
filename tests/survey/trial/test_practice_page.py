"""The practice trial: the tool as it is, on an error of no scenario, and nothing of it is kept."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from attribution import queries as effects
from attribution.models import StoredBundle
from survey.design.allocation import drawn_error, errors_to_draw
from survey.enrolment.enrol import drawn_seed
from survey.models import Exploration, PageVisit, StudyVersion, Trial
from survey.population import Population
from tests.survey.all_rows import about_people
from tests.survey.conftest import opened
from tests.survey.walker import Walker
from tests.world import World, joined

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PRACTISED = """
extends: ../tda-needfinding/study.yaml
study: practised
version: "1.0"
tutorial:
  practice:
    title: Have a go
    bundle: {bundle}
    text: Try **two** settings.
    levels:
      action: [removal, upweighting]
      metric: [loss]
      number: [1, 5]
"""
PAGE = "tutorial.practice"
SETTING = {"action": "upweighting", "metric": "loss", "number": "5"}


@pytest.fixture
def study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, PRACTISED.format(bundle="iris"))


@pytest.fixture
def walker(client: Client, study: StudyVersion) -> Walker:
    walker = Walker(client)
    walker.study = "/studies/practised/"
    walker.begin()
    walker.go_on_to(PAGE)
    return walker


def read(walker: Walker, **setting: str) -> str:
    return walker.client.get(walker.address(PAGE), setting).content.decode()


def test_it_comes_after_the_steps_and_before_the_check(walker: Walker) -> None:
    page = read(walker)
    assert "<h1>Have a go</h1>" in page
    assert "<p>Try <strong>two</strong> settings.</p>" in page
    assert "Versicolor" in page
    assert "No setting has been applied yet" in page
    walker.send({}, PAGE)
    assert walker.page == "tutorial.check"


def test_an_apply_shows_what_the_setting_does(walker: Walker) -> None:
    page = read(walker, **SETTING)
    assert "Upweighting of 5 training samples, chosen by the loss" in page
    assert page.count("Sample ") == 5
    assert "Submit setting" not in page
    for value in SETTING.values():
        assert f'value="{value}" id="id_' in page
    assert page.count(" checked") == 3


def test_only_what_is_offered_can_be_tried(walker: Walker) -> None:
    for wrong in ({"action": "label_change"}, {"metric": ""}, {"number": "11"}, {"number": "x"}):
        response = walker.client.get(walker.address(PAGE), SETTING | wrong)
        assert response.status_code == 422
        assert "No setting has been applied yet" in response.content.decode()


def test_nothing_of_it_is_kept_but_the_visit(walker: Walker) -> None:
    before = about_people()
    read(walker, **SETTING)
    assert about_people() == before
    walker.send(SETTING, PAGE)
    assert not Exploration.objects.exists()
    visit = PageVisit.objects.get(page=PAGE)
    assert visit.submitted_at is not None


def test_it_asks_the_database_no_more_than_other_pages(walker: Walker) -> None:
    with CaptureQueriesContext(connection) as reading:
        read(walker, **SETTING)
    assert len(reading) <= 5


def test_a_practice_whose_effects_are_gone_is_a_page_to_come_back_to(walker: Walker) -> None:
    StoredBundle.objects.filter(scenario="iris").delete()
    response = walker.client.get(walker.address(PAGE))
    assert response.status_code == 503
    assert "Please come back later" in response.content.decode()


def test_nobody_begins_before_its_effects_are_loaded(study: StudyVersion) -> None:
    StoredBundle.objects.filter(scenario="iris").delete()
    refused = Client().get("/studies/practised/consent/")
    assert "Take part</a>" not in refused.content.decode()
    assert "something that it shows is missing" in refused.content.decode()


def test_help_is_in_reach_and_names_no_task(walker: Walker) -> None:
    page = read(walker)
    assert "#help-reading" in page
    assert "#help-task" not in page
    assert "Have a go" not in walker.client.get(f"{walker.home}help/").content.decode()


def test_the_error_that_is_practised_on_is_drawn_for_nobody(
    world: World, study_folder: Path
) -> None:
    version = opened(world, study_folder, PRACTISED.format(bundle="loan"))
    known = [error.id for error in effects.explanations(world.loan_effects.digest).bundle.errors]
    for number in range(40):
        joined(version, f"p{number}", population=Population.PILOTS)
    drawn = set(Trial.objects.filter(scenario="tabular").values_list("error", flat=True))
    assert drawn <= set(known[1:])
    assert len(drawn) > 1
    trial = Trial.objects.filter(scenario="tabular")[0]
    study = version.survey
    assert drawn_error(errors_to_draw(study, "tabular", known), seed=trial.seed) == trial.error


def test_where_practice_takes_no_error_away_old_draws_replay(study: StudyVersion) -> None:
    known, seed = ["a", "b", "c"], drawn_seed()
    left = errors_to_draw(study.survey, "image", known)
    assert drawn_error(left, seed=seed) == drawn_error(known, seed=seed)
