"""Plans of interviews are drafted, and fixed before the first interview."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis.preregistration.interview_plan import RegisteredInterviewPlan
from survey.errors import VersionInUse
from survey.interviews.write import erase_interviewee
from survey.models import Preregistration
from survey.studies.load import store_version
from tests.interview_world import interview_version, interviewee, small_study
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PLAN = {"sample": "Four people.", "coding": "Two coders."}


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("preregister", "small-interviews", *arguments, stdout=out)
    return out.getvalue()


def test_a_draft_is_printed_and_stores_nothing() -> None:
    version = interview_version(plan=PLAN)
    text = run("--participants", 7)
    assert "7 interviews are planned. Four people." in text
    assert version.digest in text
    assert not Preregistration.objects.exists()


def test_a_registered_plan_stays_and_holds_its_version() -> None:
    interview_version(plan=PLAN)
    assert "is registered (SHA-256" in run("--register")
    [registered] = Preregistration.objects.all()
    plan = RegisteredInterviewPlan.parse(registered.plan)
    assert (plan.kind, plan.participants, registered.begun_before) == ("interviews", 4, 0)
    assert "registered already, nothing changed" in run("--register")
    with pytest.raises(CommandError, match="new version to register a changed plan"):
        run("--register", "--participants", 50)
    with pytest.raises(VersionInUse, match="is registered"):
        store_version(small_study(plan=PLAN, title="Another title"), loaded_at=NOON)


def test_who_consented_before_is_counted_with_those_who_withdrew() -> None:
    version = interview_version(plan=PLAN)
    interviewee("P1", version)
    erase_interviewee(interviewee("P2", version), now=NOON)
    assert "2 people had consented before; reports will say so." in run("--register")


def test_interviews_without_a_plan_are_refused_with_the_page_that_explains_it() -> None:
    interview_version()
    with pytest.raises(CommandError, match=r"has no plan.*study-of-interviews\.md"):
        run()
