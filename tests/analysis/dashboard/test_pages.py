"""Researchers watch a study, and leave from it to wherever something is to be done."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from survey.members.roles import Role
from survey.recruitment.codes import add_codes
from tests.analysis.conftest import Studied
from tests.roles import with_role
from tests.survey.conftest import BY_MAIL, opened
from tests.world import World

pytestmark = pytest.mark.django_db

HERE = "/admin/analysis/studydashboard/of/tda-needfinding/"
ADDRESSES = (
    HERE,
    f"{HERE}simulated/",
)


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_a_dashboard_is_reached_from_the_start_and_from_its_study(
    researcher: Client, world: World
) -> None:
    assert "/admin/analysis/studydashboard/" in text(researcher, "/admin/")
    key = world.founding.study.pk
    listed = text(researcher, "/admin/analysis/studydashboard/")
    assert f"/admin/analysis/studydashboard/{key}/change/" in listed
    led = researcher.get(f"/admin/analysis/studydashboard/{key}/change/")
    assert led.headers["Location"] == HERE
    assert HERE in text(researcher, f"/admin/survey/study/{key}/change/")


def test_every_way_from_a_dashboard_leads_somewhere(researcher: Client, studied: Studied) -> None:
    page = text(researcher, HERE)
    assert "How tda-needfinding is going" in page
    for label in (
        "Walk through it as a pilot",
        "Make invitations",
        "Copy the unused invitations",
        "Change when and for how many it is open",
        "Read the report",
        "Download a report",
        "Export the data",
        "Plan a coding round",
        "Read the codebooks and their results",
        "Look at participants, replay a trial, exclude somebody",
    ):
        (link,) = re.findall(rf'<a href="([^"]+)">\s*{label}\s*</a>', page)
        assert researcher.get(link).status_code in {200, 302}, label


def test_the_state_of_the_enrolment_window_is_said_in_words(
    researcher: Client, world: World
) -> None:
    assert "nobody said yet when this study is open" in text(researcher, HERE)
    assert "Open the study" in text(researcher, HERE)
    world.open(quota=7)
    page = text(researcher, HERE)
    assert "0 of 7" in page
    assert "for anybody with the address" in page


def test_the_simulated_are_called_so_on_every_page(researcher: Client, studied: Studied) -> None:
    for address in ADDRESSES:
        page = text(researcher, address)
        assert ("Synthetic." in page) == ("simulated" in address)


def test_both_kinds_are_counted_wherever_one_can_switch(
    researcher: Client, studied: Studied
) -> None:
    for address in ADDRESSES:
        page = text(researcher, address)
        assert "People (6)" in page  # eve withdrew, and pia is a pilot
        assert "Simulated participants (1)" in page


def test_before_anybody_completed_no_time_is_told(researcher: Client, world: World) -> None:
    assert "Nobody has completed yet; the study promises 35 minutes." in text(researcher, HERE)


def test_no_private_link_is_given_away(researcher: Client, studied: Studied) -> None:
    for address in ADDRESSES:
        page = text(researcher, address)
        for person in (studied.ada, studied.fay, studied.sim):
            assert person.token not in page


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER])
def test_coders_and_recruiters_reach_no_dashboard(world: World, role: Role) -> None:
    client = with_role(role)
    key = world.founding.study.pk
    change = f"/admin/analysis/studydashboard/{key}/change/"
    for address in (*ADDRESSES, change, "/admin/analysis/studydashboard/"):
        assert client.get(address).status_code == 403


def test_there_is_nothing_else_and_nothing_to_send(researcher: Client, world: World) -> None:
    for address in (HERE.replace("tda-", "no-"), f"{HERE}pilots/", f"{HERE}pilots/participants/"):
        assert researcher.get(address).status_code == 404
    assert researcher.post(HERE).status_code == 405


def test_without_the_right_to_see_rounds_there_is_nothing_about_coding(
    client: Client, world: World
) -> None:
    watcher = User.objects.create_user("will", is_staff=True)
    watcher.user_permissions.add(Permission.objects.get(codename="view_studydashboard"))
    client.force_login(watcher)
    page = text(client, HERE)
    assert 'id="coding"' not in page
    assert "Download a report" not in page


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_the_personal_codes_that_are_left_are_told_where_there_are_any(
    researcher: Client, world: World, study_folder: Path
) -> None:
    assert "personal code" not in text(researcher, HERE)
    codes = "\ncompensation: {kind: codes, code: null}\n"
    opened(world, study_folder, BY_MAIL.split("compensation:")[0] + codes)
    there = HERE.replace("tda-needfinding", "by-mail")
    assert "No personal code is left:" in text(researcher, there)
    add_codes("by-mail", ["AAA", "BBB"])
    assert "2 personal codes are left" in text(researcher, there)
