"""The record of processing says what the study file says, and marks what it cannot know."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from survey.studies.processing_record import processing_record
from tests.interview_world import interview_version
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def said(*options: str) -> str:
    out = StringIO()
    call_command("record_of_processing", *options, stdout=out)
    return out.getvalue()


def test_a_survey_is_described_by_its_questions_and_promises(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", 30)
    text = said("tda-needfinding")
    assert world.founding.digest in text
    assert "| Answer to “What is your gender?” | together with other answers" in text
    assert text.count("Why do you think the model made this error?") == 1
    assert "“Why did you choose … as the action?”" in text
    assert "free text: as far as somebody writes it" in text
    assert "until 31 December 2036" in text
    assert "Copies of the databases: 30 days each" in text
    assert "**[Fill in: " in text
    for asked in ("data protection officer, with", "such as consent (article 6", "processors"):
        assert "[Fill in: " in text
        assert asked in text


def test_without_a_rule_for_copies_their_days_are_to_be_filled_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", None)
    text = processing_record(world.founding)
    assert "**[Fill in: for how long copies of the databases are kept]**" in text


def test_interviews_are_described_by_what_is_known_of_people() -> None:
    text = processing_record(interview_version())
    assert "Recording of the conversation" in text
    assert "Recordings: until" in text
    assert "Settings tried" not in text


def test_the_page_for_printing_has_tables_and_a_title(world: World) -> None:
    page = said("tda-needfinding", "--format", "html")
    assert page.startswith("<!doctype html>")
    assert "<table>" in page
    assert "<title>Record of processing: What do you need" in page


def test_a_study_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(CommandError, match="There is no study none"):
        said("none")
