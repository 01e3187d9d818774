"""Recruiters add personal codes or have them made, and see when few are left."""

import csv
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from survey.models import EnrolmentWindow, StudyVersion
from survey.recruitment.codes import add_codes, give_code
from survey.recruitment.models import CompensationCode

pytestmark = [
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("codes_study"),
]

SLUG = "by-codes"
PAGE = f"/admin/studies/{SLUG}/recruit/codes/"


def codes() -> set[str]:
    return set(CompensationCode.objects.filter(study=SLUG).values_list("code", flat=True))


def text_of(client: Client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_a_recruiter_adds_codes_by_a_file_or_by_typing_them(recruiter: Client) -> None:
    file = SimpleUploadedFile("codes.txt", b"\xef\xbb\xbfAAA-1\r\nBBB-2\r\n\r\n")
    page = recruiter.post(PAGE, {"file": file}, follow=True).content.decode()
    assert "2 codes were added." in page
    assert "2 left" in page
    recruiter.post(PAGE, {"typed": " CCC-3 \n\nDDD-4"})
    assert codes() == {"AAA-1", "BBB-2", "CCC-3", "DDD-4"}
    give_code(SLUG, "ada", day=date(2027, 1, 31))
    assert "<strong>3 left</strong>, 1 given." in text_of(recruiter)


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
def test_a_list_that_cannot_be_is_refused_whole(recruiter: Client, typed: str, said: str) -> None:
    add_codes(SLUG, ["OLD"])
    response = recruiter.post(PAGE, {"typed": typed})
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert codes() == {"OLD"}


def test_a_file_that_is_no_text_is_refused(recruiter: Client) -> None:
    file = SimpleUploadedFile("codes.xlsx", b"PK\x03\x04\xff\xfe")
    assert "no text in UTF-8" in recruiter.post(PAGE, {"file": file}).content.decode()
    assert codes() == set()


def test_codes_are_made_and_given_as_a_table_once(recruiter: Client) -> None:
    response = recruiter.post(PAGE, {"number": "50"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="by-codes-codes.csv"'
    header, *rows = csv.reader(response.content.decode().splitlines())
    made = {code for (code,) in rows}
    assert (header, len(made)) == (["code"], 50)
    assert made == codes()
    assert {len(code) for code in made} == {10}
    assert not any(code in text_of(recruiter) for code in made)


@pytest.mark.parametrize("number", ["0", "-1", "20001", "many", ""])
def test_a_number_of_codes_that_cannot_be_is_refused(recruiter: Client, number: str) -> None:
    assert recruiter.post(PAGE, {"number": number}).status_code == 422
    assert codes() == set()


def test_when_few_are_left_the_page_says_so(recruiter: Client) -> None:
    warning = "Add codes: when none is left"
    assert warning in text_of(recruiter)
    add_codes(SLUG, [f"CODE-{number}" for number in range(9)])
    assert warning in text_of(recruiter)
    add_codes(SLUG, ["CODE-10"])
    assert warning not in text_of(recruiter)


def test_for_the_last_who_can_complete_few_are_enough(recruiter: Client) -> None:
    EnrolmentWindow.objects.update(quota=3)
    add_codes(SLUG, ["A", "B", "C"])
    give_code(SLUG, "ada", day=date(2027, 1, 31))
    assert "Add codes: when none is left" not in text_of(recruiter)


def test_codes_of_another_study_are_counted_there(
    recruiter: Client, codes_study: StudyVersion
) -> None:
    add_codes("tda-needfinding", ["AAA"])
    assert "<strong>0 left</strong>" in text_of(recruiter)
