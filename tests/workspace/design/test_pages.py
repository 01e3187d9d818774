"""The first page of Design says what is done and what comes next, with one button for it."""

import json
import re

import pytest
from django.test import Client

from survey.members.roles import Role
from survey.studies.load import open_study
from survey.studies.preregister import register_plan
from tests.interview_world import interview_version
from tests.roles import account, with_role
from tests.survey.conftest import another_version
from tests.world import LONG_AGO, NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DESIGN = "/admin/studies/tda-needfinding/design/"


def step(client: Client, address: str = DESIGN) -> str:
    page = client.get(address).content.decode()
    box = page.split('<div class="step">', 1)[1].split("</div>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", box).split())


def test_the_next_step_follows_from_what_is_stored(researcher: Client, world: World) -> None:
    assert "Next: Load what it shows: fashion, loan, iris." in step(researcher)
    world.open()
    world.founding.study.enrolment_window.delete()
    said = step(researcher)
    assert said.startswith("Version 2.0 is loaded. Its plan is not registered. The study is not")
    assert said.endswith("Read and register the plan")
    register_plan(world.founding, "{}", now=NOON)
    assert step(researcher).endswith("Next: Open it. Open the study")
    open_study(world.founding.study, opens_at=LONG_AGO, quota=10)
    assert step(researcher) == (
        "Version 2.0 is loaded. Its plan is registered. The study is open. "
        "Next: Invite people. Go to Recruit"
    )


def test_once_people_began_the_plan_is_not_asked_for_any_more(
    researcher: Client, world: World
) -> None:
    assert world.ada
    assert "register" not in step(researcher).split("Next:")[1]


def test_versions_are_listed_with_who_took_part_and_how_to_look_at_them(
    researcher: Client, world: World
) -> None:
    assert world.ada
    another_version()
    page = researcher.get(DESIGN).content.decode()
    assert page.index("Version 1.1:") < page.index("Version 2.0:")
    assert "1 person took part in" in page
    assert "Nobody took part in it yet." in page
    for address in (
        f"{DESIGN}preview/1.1/",
        f"{DESIGN}plan/?version=2.0",
        f"{DESIGN}difference/?to=1.1",
        f"{DESIGN}file/2.0/",
        "/studies/tda-needfinding/pilot/",
        "/admin/bundles/",
    ):
        assert f'href="{address}"' in page, address
    assert f"{DESIGN}difference/?to=2.0" not in page


def test_many_versions_cost_no_more_queries(
    researcher: Client, world: World, django_assert_max_num_queries: object
) -> None:
    another_version()
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert researcher.get(DESIGN).status_code == 200


def test_the_file_of_a_version_is_what_is_stored(researcher: Client, world: World) -> None:
    sent = researcher.get(f"{DESIGN}file/2.0/")
    assert json.loads(sent.content) == json.loads(world.founding.content)
    assert 'filename="tda-needfinding-2.0.json"' in sent.headers["Content-Disposition"]
    assert researcher.get(f"{DESIGN}file/9.9/").status_code == 404


def test_archived_studies_and_interviews_ask_for_no_opening(
    researcher: Client, world: World
) -> None:
    study = world.founding.study
    study.archived_at = NOON
    study.save()
    assert step(researcher) == "The study is archived. Its versions can be read and not changed."
    version = interview_version()
    interviews = f"/admin/studies/{version.study.slug}/design/"
    assert step(researcher, interviews) == "Version 1.0 is loaded."
    assert "pilot" not in researcher.get(interviews).content.decode()


def test_members_of_another_study_see_no_design(world: World) -> None:
    other = interview_version().study
    client = Client()
    client.force_login(account("somebody", Role.LEAD, study=other))
    for address in ("", "preview/", "plan/", "opening/", "difference/", "file/2.0/"):
        assert client.get(f"{DESIGN}{address}").status_code == 404, address
    assert with_role(Role.CODER).get(DESIGN).status_code == 403
