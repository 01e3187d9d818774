"""A study of interviews keeps its content and its meanings once people were recorded in it."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from survey.design.problems import StudyFileError
from survey.errors import NotASurvey, VersionInUse
from survey.interviews.write import erase_interviewee
from survey.studies.load import open_study, require_meanings_kept, store_version
from survey.studies.models import EnrolmentWindow
from tests.interview_world import SMALL, interview_version, interviewee, small_study
from tests.world import NOON

pytestmark = pytest.mark.django_db

ATTRIBUTES: Any = SMALL["attributes"]
OTHER_MEANING = ATTRIBUTES | {"location": {"title": "Country"}}


def test_content_stays_once_somebody_consented_to_it() -> None:
    assert interviewee("P3").version.label == "1.0"
    with pytest.raises(VersionInUse) as caught:
        store_version(small_study(title="Another title"), loaded_at=NOON)
    assert str(caught.value) == (
        "1 person has consented to small-interviews 1.0, so its content stays as it is. Give the "
        'changed file a new version, such as version: "1.1".'
    )


def test_content_stays_after_the_only_participant_withdrew() -> None:
    erase_interviewee(interviewee("P3"), now=NOON)
    with pytest.raises(VersionInUse, match="1 person has consented to"):
        store_version(small_study(title="Another title"), loaded_at=NOON)


def test_content_that_nobody_consented_to_is_replaced() -> None:
    assert interview_version()
    stored = store_version(small_study(title="Another title"), loaded_at=NOON)
    assert (stored.outcome, stored.version.definition.title) == ("replaced", "Another title")


def test_an_attribute_keeps_its_meaning_in_a_later_version() -> None:
    assert interviewee("P3")
    changed = small_study(version="1.1", attributes=OTHER_MEANING)
    with pytest.raises(StudyFileError, match="the attribute location meant something else in"):
        store_version(changed, loaded_at=NOON)
    assert interview_version().study.versions.count() == 1


def test_a_version_in_which_nobody_was_recorded_can_be_contradicted() -> None:
    assert interview_version()
    changed = small_study(version="1.1", attributes=OTHER_MEANING)
    assert store_version(changed, loaded_at=NOON).outcome == "stored"


def test_checking_says_that_a_study_stays_of_its_kind(world: Any) -> None:
    assert world.founding
    with pytest.raises(StudyFileError, match="is loaded already, as a study of another kind"):
        require_meanings_kept(small_study(study="tda-needfinding"))


def test_a_study_of_interviews_is_never_opened_for_enrolment() -> None:
    version = interview_version()
    with pytest.raises(NotASurvey, match="nobody takes part in it on a page"):
        open_study(version.study, opens_at=NOON, quota=1)
    with pytest.raises(CommandError, match="Nobody takes part in a study of interviews on a page"):
        call_command("open_study", "small-interviews")
    with pytest.raises(CommandError, match="small-interviews is a study of interviews"):
        call_command("simulate", "small-interviews", participants=1, seed=1)
    assert not EnrolmentWindow.objects.exists()
