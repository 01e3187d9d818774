"""Looking things up while working: one's task, the tutorial and the terms."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from survey.models import Participant
from tests.survey.conftest import opened
from tests.survey.walker import Walker
from tests.world import World, founding_study

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

WITH_TERMS = """
extends: ../tda-needfinding/study.yaml
study: with-terms
version: "1.0"
glossary:
  Loss: How *wrong* the model is.
"""
STUDY = founding_study().survey


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def read_help(walker: Walker) -> str:
    return walker.client.get(f"{walker.home}help/").content.decode()


def come_to(walker: Walker, key: str) -> str:
    while not walker.page.endswith(key):
        walker.go_on_to_next()
    return walker.page


@pytest.mark.parametrize("key", [".trial", ".the_choice"])
def test_in_a_trial_and_after_it_the_task_and_the_tutorial_can_be_read_again(
    walker: Walker, key: str
) -> None:
    scenario = come_to(walker, key).split(".")[1]
    page = read_help(walker)
    brief = STUDY.scenarios[scenario].brief
    assert re.sub(r"\s", "", brief[:60]) in re.sub(r"\s", "", page)
    for step in STUDY.tutorial.steps:
        assert f"<h3>{escape(step.title)}</h3>" in page
    assert f'href="{walker.home}" class="button">Go back to the task</a>' in page


def test_the_task_is_the_one_at_hand_and_no_other(walker: Walker) -> None:
    come_to(walker, "background.about_you")
    assert "help-task" not in read_help(walker)
    scenario = come_to(walker, ".trial").split(".")[1]
    (other,) = STUDY.scenarios.keys() - {scenario}
    assert STUDY.scenarios[other].brief[:40] not in read_help(walker)


def test_reading_help_changes_nothing(walker: Walker) -> None:
    page = come_to(walker, ".the_choice")
    before = Participant.objects.values().get()
    read_help(walker)
    assert walker.page == page
    assert Participant.objects.values().get() == before


def test_somebody_who_stopped_is_led_away_and_a_stranger_finds_nothing(walker: Walker) -> None:
    walker.client.post(f"{walker.home}leave/", {"wish": "stop", "sure": "yes"})
    response = walker.client.get(f"{walker.home}help/")
    assert response.headers["Location"] == walker.home
    assert walker.client.get("/take-part/nobody/help/").status_code == 404


def test_a_follow_up_leads_to_help(world: World, study_folder: Path, client: Client) -> None:
    opened(world, study_folder, WITH_TERMS)
    walker = Walker(client)
    walker.study = "/studies/with-terms/"
    walker.begin()
    come_to(walker, ".the_error")
    page = walker.read()
    for name in ("task", "reading", "terms"):
        assert f'href="{walker.home}help/#help-{name}"' in page
    assert "<dt>Loss</dt><dd><p>How <em>wrong</em> the model is.</p>" in read_help(walker)


def test_a_study_without_terms_offers_none(
    world: World, study_folder: Path, client: Client
) -> None:
    without = WITH_TERMS.replace("glossary:\n  Loss: How *wrong* the model is.", "glossary: null")
    opened(world, study_folder, without)
    walker = Walker(client)
    walker.study = "/studies/with-terms/"
    walker.begin()
    come_to(walker, ".the_error")
    assert "help-terms" not in walker.read() + read_help(walker)


def test_a_term_is_short_and_has_a_meaning(study_folder: Path) -> None:
    file = study_folder / "tda-needfinding" / "study.yaml"
    terms = f'glossary:\n  {"x" * 61}: Something\n  Empty: ""\n  Error'
    file.write_text(file.read_text().replace("glossary:\n  Error", terms, 1))
    with pytest.raises(StudyFileError) as caught:
        read_study(file, bundles={"fashion", "iris", "loan"})
    assert "this text is too long. Use at most 60 characters." in str(caught.value)
    assert "glossary.Empty: this text is empty." in str(caught.value)
