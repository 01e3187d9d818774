"""Enrolment windows, invitations, participants and identifiers in the admin, by role."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from survey.design.panel import PanelIdentifier
from survey.recruitment.actions import keep_identifier
from survey.recruitment.codes import add_codes, give_code
from survey.recruitment.models import CompensationCode, RecruitmentIdentifier
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

CODES = "/admin/recruitment/compensationcode/"

DAY = date(2027, 1, 31)


def stored_identifier() -> RecruitmentIdentifier:
    keep_identifier("tda-needfinding", PanelIdentifier("5f1a"), day=date(2027, 1, 31))
    return RecruitmentIdentifier.objects.get()


def test_a_recruiter_finds_an_identifier_and_deletes_it(recruiter: Client, world: World) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    key = stored_identifier().pk
    assert "5f1a" in recruiter.get(address, {"q": "5f1a"}).content.decode()
    assert "5f1a" in recruiter.get(f"{address}{key}/change/").content.decode()
    recruiter.post(f"{address}{key}/delete/", {"post": "yes"})
    assert not RecruitmentIdentifier.objects.exists()
    logged = LogEntry.objects.get()
    assert "5f1a" not in f"{logged.object_repr} {logged.change_message}"


def test_a_recruiter_sees_nothing_of_the_study(recruiter: Client, world: World) -> None:
    for model in ("participant", "studyversion", "invitation", "enrolmentwindow"):
        assert recruiter.get(f"/admin/survey/{model}/").status_code == 403
    assert recruiter.get("/admin/survey/invitation/links/tda-needfinding/").status_code == 403
    assert recruiter.get("/admin/survey/invitation/add/").status_code == 403


def test_a_researcher_sees_no_identifier(researcher: Client) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    assert "recruitment" not in researcher.get("/admin/").content.decode().lower()
    for page in (address, f"{address}{stored_identifier().pk}/change/"):
        assert researcher.get(page).status_code == 403


def codes() -> set[str]:
    return set(CompensationCode.objects.values_list("code", flat=True))


def test_a_recruiter_adds_codes_by_a_file_or_by_typing_them(
    recruiter: Client, world: World
) -> None:
    study = str(world.founding.study.pk)
    file = SimpleUploadedFile("codes.txt", b"\xef\xbb\xbfAAA-1\r\nBBB-2\r\n\r\n")
    page = recruiter.post(f"{CODES}add/", {"study": study, "file": file}, follow=True)
    assert "2 codes were added to tda-needfinding" in page.content.decode()
    assert "2 of 2 codes are left" in page.content.decode()
    recruiter.post(f"{CODES}add/", {"study": study, "typed": " CCC-3 \n\nDDD-4"})
    assert codes() == {"AAA-1", "BBB-2", "CCC-3", "DDD-4"}
    give_code("tda-needfinding", "ada", day=DAY)
    assert "3 of 4 codes are left" in recruiter.get(CODES).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "There is no code"),
        ("=1+1", "Code 1 is no code"),
        ("AAA\n@SUM(A1)", "Code 2 is no code"),
        ("two words", "Code 1 is no code"),
        ("x" * 201, "Code 1 is no code"),
        ("\u00e9t\u00e9", "Code 1 is no code"),
        ("AAA\nAAA", "more than once: AAA"),
        ("OLD\nNEW", "more than once: OLD"),
    ],
)
def test_a_list_that_cannot_be_is_refused_whole(
    recruiter: Client, world: World, typed: str, said: str
) -> None:
    add_codes("tda-needfinding", ["OLD"])
    sent = {"study": str(world.founding.study.pk), "typed": typed}
    assert said in recruiter.post(f"{CODES}add/", sent).content.decode()
    assert codes() == {"OLD"}


def test_a_file_that_is_no_text_is_refused(recruiter: Client, world: World) -> None:
    file = SimpleUploadedFile("codes.xlsx", b"PK\x03\x04\xff\xfe")
    sent = {"study": str(world.founding.study.pk), "file": file}
    assert "no text in UTF-8" in recruiter.post(f"{CODES}add/", sent).content.decode()
    assert codes() == set()


def test_when_no_code_is_left_the_list_says_so(recruiter: Client, world: World) -> None:
    add_codes("tda-needfinding", ["AAA"])
    give_code("tda-needfinding", "ada", day=DAY)
    page = recruiter.get(CODES).content.decode()
    assert "0 of 1 codes are left" in page
    assert "add codes" in page


def test_researchers_neither_see_nor_add_codes(researcher: Client, world: World) -> None:
    assert researcher.get(CODES).status_code == 403
    sent = {"study": str(world.founding.study.pk), "typed": "AAA"}
    assert researcher.post(f"{CODES}add/", sent).status_code == 403
    assert codes() == set()
