"""Researchers and recruiters watch a study; others do not, and nobody reads an answer there."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from survey.members.roles import Role
from survey.recruitment.codes import add_codes
from tests.analysis.conftest import Studied
from tests.roles import with_role
from tests.survey.conftest import BY_MAIL, opened
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HERE = "/admin/studies/tda-needfinding/watch/"
WORDS = "Grün"
NOW, SO_FAR = f"{HERE}people/now/", f"{HERE}people/so-far/"
PARTS = (NOW, SO_FAR, f"{HERE}simulated/now/", f"{HERE}simulated/so-far/")
PAGES = (HERE, f"{HERE}simulated/")


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def step(page: str) -> str:
    (found,) = re.findall(r'<div class="step">(.*?)</div>', page, re.DOTALL)
    return str(found)


def test_the_page_begins_with_what_is_done_and_one_button(researcher: Client, world: World) -> None:
    page = step(text(researcher, HERE))
    assert "Nobody has begun yet." in page
    assert "Say when the study is open." in page
    world.open(quota=1)
    page = step(text(researcher, HERE))
    assert "Invite people: 1 can still begin." in page
    (button,) = re.findall(r'class="button" href="([^"]+)"', page)
    assert researcher.get(button).status_code == 200
    world.join("ada")
    page = step(text(researcher, HERE))
    assert "0 completed, 1 take part." in page
    assert "Read what they answered." in page


def test_a_recruiter_is_led_nowhere_they_may_not_go(recruiter: Client, world: World) -> None:
    world.open(quota=0)
    assert "button" not in step(text(recruiter, HERE))


def test_the_state_of_the_enrolment_window_is_said_in_words(
    researcher: Client, world: World
) -> None:
    assert "nobody said yet when this study is open" in text(researcher, NOW)
    world.open(quota=7)
    page = text(researcher, NOW)
    assert "0 of 7" in page
    assert "for anybody with the address" in page
    assert "UTC" in page


def test_the_simulated_are_called_so(researcher: Client, studied: Studied) -> None:
    for address in PAGES:
        page = text(researcher, address)
        assert ("Synthetic." in page) == ("simulated" in address)
        assert "People (6)" in page  # eve withdrew, and pia is a pilot
        assert "Simulated participants (1)" in page
    assert "(simulated)" in text(researcher, f"{HERE}simulated/so-far/")


def test_before_anybody_completed_no_time_is_told(researcher: Client, world: World) -> None:
    told = "Nobody has completed yet; the study promises 35 minutes."
    assert told in " ".join(text(researcher, HERE).split())


def test_the_parts_that_are_asked_for_again_are_those_of_the_page(
    researcher: Client, studied: Studied
) -> None:
    whole = text(researcher, HERE)
    for address in (NOW, SO_FAR):
        assert f'hx-get="{address}"' in whole
        part = text(researcher, address)
        assert "<html" not in part
        for heading in re.findall(r"<h2[^>]*>[^<]+</h2>", part):
            assert heading in whole


@pytest.mark.parametrize("address", PARTS)
def test_a_part_takes_ten_queries_at_most_for_a_member(
    researcher: Client,
    studied: Studied,
    address: str,
    django_assert_max_num_queries: Any,
) -> None:
    researcher.get(address)  # what is kept in memory is read
    with django_assert_max_num_queries(10 if "/now/" in address else 22):
        researcher.get(address)


def test_arrivals_are_drawn_and_written(researcher: Client, studied: Studied) -> None:
    page = text(researcher, NOW)
    assert 'class="columns"' in page
    (row,) = re.findall(r"<th scope=\"row\">\s*2027-01-31 12:00\s*</th>(.*?)</tr>", page, re.DOTALL)
    assert re.findall(r">(\d+)<", row) == ["5", "2"]


def test_recruiters_see_counts_and_nothing_that_was_answered(
    recruiter: Client, studied: Studied
) -> None:
    for address in (*PAGES, *PARTS):
        page = text(recruiter, address)
        assert WORDS not in page
        assert not re.search(r"/(read|code|report)/", page)
        for person in (studied.ada, studied.fay, studied.sim):
            assert person.token not in page
    whole = text(recruiter, HERE)
    assert 'id="coding"' not in whole
    assert 'id="plan"' not in whole


@pytest.mark.parametrize("role", [Role.CODER, Role.AUDITOR])
def test_coders_and_auditors_reach_nothing_of_it(world: World, role: Role) -> None:
    client = with_role(role)
    for address in (*PAGES, *PARTS):
        assert client.get(address).status_code == 403


def test_members_of_another_study_meet_no_such_study(world: World, study_folder: Path) -> None:
    other = opened(world, study_folder, BY_MAIL).study
    client = with_role(Role.RESEARCHER, study=other)
    for address in (*PAGES, *PARTS):
        assert client.get(address).status_code == 404


def test_there_is_nothing_else_and_nothing_to_send(researcher: Client, world: World) -> None:
    for address in (f"{HERE}pilots/", f"{HERE}pilots/now/", f"{HERE}nobody/so-far/"):
        assert researcher.get(address).status_code == 404
    assert researcher.post(HERE).status_code == 405
    assert researcher.get("/admin/analysis/studydashboard/").status_code == 404


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


def test_the_first_box_is_asked_for_anew_with_the_numbers(researcher: Client, world: World) -> None:
    world.open()
    world.join("ada")
    template = text(researcher, NOW).split("<template data-step>")[1].split("</template>")[0]
    assert "0 completed, 1 take part." in template
