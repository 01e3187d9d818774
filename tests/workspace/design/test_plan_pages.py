"""A plan is read, downloaded and registered in the browser, as it is by command."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from survey.members.roles import Role
from survey.models import Preregistration
from tests.interview_world import interview_version
from tests.roles import with_role
from tests.survey.conftest import another_version
from tests.world import NOON, World, load_shipped_effects

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PLAN = "/admin/studies/tda-needfinding/design/plan/"
DRAFT = f"{PLAN}draft/"


def sent_by(page: str) -> dict[str, str]:
    """The fields of the form that asks whether to register."""
    names = ("version", "participants", "digest")
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in names}


def test_the_draft_is_the_one_that_the_command_prints(researcher: Client, world: World) -> None:
    world.open()
    out = StringIO()
    call_command("preregister", "tda-needfinding", stdout=out)
    assert researcher.get(DRAFT).content.decode() == out.getvalue()
    out = StringIO()
    call_command("preregister", "tda-needfinding", "--participants", "50", stdout=out)
    sent = researcher.get(f"{DRAFT}?participants=50")
    assert sent.content.decode() == out.getvalue()
    assert "tda-needfinding-2.0-preregistration.md" in sent.headers["Content-Disposition"]
    page = researcher.get(PLAN).content.decode()
    assert "31 completed participations are planned." in page
    assert "Smallest w found with that power" in page
    assert not Preregistration.objects.exists()


def test_a_plan_is_registered_after_one_question(researcher: Client, world: World) -> None:
    world.open()
    page = researcher.get(PLAN).content.decode()
    assert "?version=2.0&amp;participants=31&amp;sure=yes" in page
    asked = researcher.get(f"{PLAN}?version=2.0&participants=40&sure=yes").content.decode()
    assert "Register this plan?" in asked
    done = researcher.post(PLAN, sent_by(asked), follow=True).content.decode()
    stored = Preregistration.objects.get()
    assert stored.digest in done
    assert '"participants": 40' in stored.plan
    assert "before anybody began" in done
    assert "Register this plan" not in done
    assert "40 completed participations are planned." in done


def test_another_plan_than_the_one_read_is_not_registered(researcher: Client, world: World) -> None:
    world.open()
    sent = sent_by(researcher.get(f"{PLAN}?sure=yes").content.decode())
    refused = researcher.post(PLAN, sent | {"participants": "32"}, follow=True)
    assert "another one than the one you read" in refused.content.decode()
    assert not Preregistration.objects.exists()


def test_a_registered_plan_stays(researcher: Client, world: World) -> None:
    world.open()
    first = sent_by(researcher.get(f"{PLAN}?sure=yes").content.decode())
    second = sent_by(researcher.get(f"{PLAN}?sure=yes&participants=50").content.decode())
    researcher.post(PLAN, first)
    refused = researcher.post(PLAN, second, follow=True).content.decode()
    assert "Another plan of tda-needfinding 2.0 was registered" in refused
    assert Preregistration.objects.get().digest == first["digest"]


def test_what_a_plan_lacks_is_said(researcher: Client, world: World) -> None:
    page = researcher.get(PLAN).content.decode()
    assert "The effects of fashion are not loaded" in page
    assert researcher.get(DRAFT).status_code == 302
    slug = interview_version().study.slug
    none = researcher.get(f"/admin/studies/{slug}/design/plan/").content.decode()
    assert "has no plan. Add a section plan to its study file" in none


def test_the_plan_of_each_version_has_its_page(researcher: Client, world: World) -> None:
    world.open()
    load_shipped_effects("iris")
    another_version()
    page = researcher.get(f"{PLAN}?version=2.0").content.decode()
    assert "would be registered for version 2.0" in page
    assert 'href="?version=1.1"' in page


def test_of_an_archived_study_nothing_is_registered(researcher: Client, world: World) -> None:
    world.open()
    study = world.founding.study
    study.archived_at = NOON
    study.save()
    sent = sent_by(researcher.get(f"{PLAN}?sure=yes").content.decode())
    assert "Register this plan<" not in researcher.get(PLAN).content.decode()
    refused = researcher.post(PLAN, sent, follow=True).content.decode()
    assert "is archived" in refused
    assert not Preregistration.objects.exists()


def test_recruiters_register_nothing(researcher: Client, world: World) -> None:
    world.open()
    sent = sent_by(researcher.get(f"{PLAN}?sure=yes").content.decode())
    assert with_role(Role.RECRUITER).post(PLAN, sent).status_code == 403
    assert not Preregistration.objects.exists()
