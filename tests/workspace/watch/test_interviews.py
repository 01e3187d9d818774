"""Researchers watch a study of interviews: people, transcripts, rounds, and no flow of a survey."""

import re

import pytest
from django.test import Client

from survey.interviews.write import erase_interviewee
from survey.members.roles import Role
from tests.analysis.report.interviews.world import CodedInterviews
from tests.roles import with_role
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HERE = "/admin/studies/small-interviews/watch/"


@pytest.fixture
def world() -> CodedInterviews:
    return CodedInterviews()


def text(client: Client, address: str = HERE) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def counted(page: str, what: str) -> str:
    (number,) = re.findall(rf'{what}</th>\s*<td class="number">(\d+)</td>', page)
    return str(number)


def test_it_counts_people_and_transcripts(world: CodedInterviews) -> None:
    world.talk("P1")
    erase_interviewee(world.person("P3"), now=NOON)
    page = text(with_role(Role.RESEARCHER))
    assert counted(page, "Consented") == "3"
    assert counted(page, "Withdrew, and were erased") == "1"
    assert counted(page, "Recorded now") == "2"
    assert counted(page, "Of these, without a transcript") == "1"
    assert counted(page, "Transcripts") == "1"
    assert counted(page, "Coded in en") == "1"
    for survey_alone in ("enrolment", "Walk through it as a pilot", "scenario"):
        assert survey_alone not in page


def test_what_changes_is_asked_for_alone_and_a_survey_s_part_is_not_there(
    world: CodedInterviews,
) -> None:
    recruiter = with_role(Role.RECRUITER)
    part = text(recruiter, f"{HERE}people/now/")
    assert counted(part, "Consented") == "3"
    assert "<html" not in part
    assert recruiter.get(f"{HERE}people/so-far/").status_code == 404


def test_coders_do_not_watch(world: CodedInterviews) -> None:
    assert with_role(Role.CODER).get(HERE).status_code == 403
