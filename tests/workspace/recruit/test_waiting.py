"""What the home page tells recruiters: mails that wait, and few codes."""

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test.utils import CaptureQueriesContext

from survey.members.roles import Role
from survey.models import Study, StudyVersion
from survey.recruitment.codes import add_codes
from survey.recruitment.mailing import Letter, make_mailing
from survey.recruitment.models import Mailing
from tests.roles import account
from tests.world import NOON
from workspace.recruit.waiting import recruit_waiting

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

LETTER = Letter("A study", "{{ link }}")


def texts_for(user: User) -> list[str]:
    waiting = recruit_waiting(list(Study.objects.all()), user)
    return [f"{one.text} {one.address}" for every in waiting.values() for one in every]


def test_few_codes_and_begun_mails_wait_for_recruiters_alone(codes_study: StudyVersion) -> None:
    slug = codes_study.study.slug
    add_codes(slug, ["AAA"])
    make_mailing(slug, LETTER, ["a@example.org"], page="http://x/", day=NOON.date())
    recruiter = account("recruiter", Role.RECRUITER)
    codes = f"1 personal code is left /admin/studies/{slug}/recruit/codes/"
    assert texts_for(recruiter) == [codes]
    Mailing.objects.update(begun_on=NOON.date())
    mails = f"1 mail to send /admin/studies/{slug}/recruit/mail/"
    assert texts_for(recruiter) == [mails, codes]
    assert texts_for(account("researcher", Role.RESEARCHER)) == []


def test_nothing_waits_where_codes_are_enough_or_not_given(codes_study: StudyVersion) -> None:
    add_codes(codes_study.study.slug, [f"CODE-{number}" for number in range(10)])
    assert texts_for(account("recruiter", Role.RECRUITER)) == []


def test_the_number_of_queries_does_not_depend_on_that_of_studies(
    codes_study: StudyVersion,
) -> None:
    recruiter = account("recruiter", Role.RECRUITER)
    for number in range(5):
        Study.objects.create(slug=f"more-{number}")
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["recruitment"]) as second,
    ):
        texts_for(User.objects.get(pk=recruiter.pk))
    assert len(first) + len(second) <= 8
