"""The first page of the tab says who may begin, and one thing to do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from survey.enrolment.invitations import make_invitations
from survey.enrolment.order_quotas import set_order_quotas
from survey.models import EnrolmentWindow, StudyVersion
from survey.recruitment.actions import keep_contact
from survey.recruitment.codes import add_codes
from survey.recruitment.mailing import Letter, make_mailing
from tests.interview_world import interview_version
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

SLUG = "tda-needfinding"
PAGE = f"/admin/studies/{SLUG}/recruit/"


def text_of(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def next_in(page: str) -> str:
    return page.split("Next:</strong>")[1].split("</p>")[0].strip()


def test_a_study_that_was_never_opened_is_to_be_opened(researcher: Client, world: World) -> None:
    page = text_of(researcher)
    assert "The study was never opened, so nobody can begin." in page
    assert "Open the study</a>" in page
    assert f"<code data-copy>http://testserver/studies/{SLUG}/</code>" in page


def test_an_open_study_says_for_whom_and_how_many_places_are_taken(
    researcher: Client, world: World
) -> None:
    world.open(quota=31)
    world.join("ada", now=timezone.now())
    page = text_of(researcher)
    assert "The study is open for everybody. 1 of 31 places are taken." in page
    assert "Give people their link" in next_in(page)


def test_where_only_the_invited_can_begin_links_come_first(
    researcher: Client, world: World
) -> None:
    world.open()
    EnrolmentWindow.objects.update(invited_only=True)
    assert "Make a link for each person" in next_in(text_of(researcher))
    make_invitations(world.founding.study, 3, made_at=NOON)
    page = text_of(researcher)
    assert "Give people their link" in next_in(page)
    assert "3 made, 0 used" in page


def test_a_full_a_closed_and_a_later_study_say_so(researcher: Client, world: World) -> None:
    world.open(quota=1)
    world.join("ada", now=timezone.now())
    assert "open, and every place is taken" in text_of(researcher)
    now = timezone.now()
    EnrolmentWindow.objects.update(closes_at=now - timedelta(days=1))
    assert "The study is closed." in text_of(researcher)
    EnrolmentWindow.objects.update(opens_at=now + timedelta(days=9), closes_at=None)
    assert "The study opens on" in text_of(researcher)


def test_a_bounded_order_is_shown_with_how_far_it_is_filled(
    researcher: Client, world: World
) -> None:
    world.open()
    set_order_quotas(world.founding, {"image,tabular": 3})
    page = text_of(researcher)
    assert page.count("<dd>0 of 3</dd>") == 1


def test_recruiters_see_mails_codes_and_contacts_and_no_links(
    recruiter: Client, codes_study: StudyVersion
) -> None:
    slug = codes_study.study.slug
    keep_contact(slug, "somebody@example.org", day=NOON.date())
    add_codes(slug, [f"CODE-{number}" for number in range(20)])
    letter = Letter("A study", "{{ link }}")
    make_mailing(slug, letter, ["a@example.org"], page="http://x/", day=NOON.date())
    page = text_of(recruiter, f"/admin/studies/{slug}/recruit/")
    assert "Personal codes</a>: 20 left" in page
    assert "thank</a>: 1" in page
    assert "1 waiting" in page
    assert "Links that each admit one person" not in page
    assert "somebody@example.org" not in page
    assert "Send the rest" in next_in(page)


def test_researchers_see_nothing_of_what_recruiters_do(
    researcher: Client, codes_study: StudyVersion
) -> None:
    slug = codes_study.study.slug
    page = text_of(researcher, f"/admin/studies/{slug}/recruit/")
    assert "Thanking people" not in page
    assert "Invitations by mail" not in page
    for below in ("codes/", "mail/", "mail/new/"):
        assert researcher.get(f"/admin/studies/{slug}/recruit/{below}").status_code == 403


def test_in_a_study_of_interviews_nobody_begins_on_a_page(researcher: Client) -> None:
    slug = interview_version().study.slug
    page = text_of(researcher, f"/admin/studies/{slug}/recruit/")
    assert "nobody begins on a page" in page
    for below in ("invitations/", "panel/", "orders/"):
        assert researcher.get(f"/admin/studies/{slug}/recruit/{below}").status_code == 404
