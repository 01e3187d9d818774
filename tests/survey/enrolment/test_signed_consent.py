"""A consent is carried by the form of the next page: it expires, and is nobody's second key."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from survey.enrolment.signed_consent import GOOD_FOR
from survey.models import Participant
from survey.simulation.walker import hidden_in
from tests.survey.all_rows import about_people
from tests.survey.walker import STUDY, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ELIGIBLE = {"developed_models": "yes"}


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = timezone.now() + by
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_no_address_holds_a_consent(walker: Walker) -> None:
    agreed = walker.agree()
    assert agreed.status_code == 200
    assert "Location" not in agreed.headers
    action = 'action="/studies/tda-needfinding/inclusion/"'
    assert action in agreed.content.decode()
    begun = walker.include(agreed, ELIGIBLE)
    signed = hidden_in(agreed)["consent"]
    assert signed not in begun.headers["Location"]
    assert not any(signed in cookie.value for cookie in walker.client.cookies.values())


def test_another_page_of_the_consent_is_another_beginning(walker: Walker) -> None:
    first, second = walker.agree(), walker.agree()
    walker.include(first, ELIGIBLE)
    walker.include(second, ELIGIBLE)
    assert Participant.objects.count() == 2


def test_after_an_hour_a_consent_is_given_anew_and_nothing_was_stored(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = walker.agree()
    later(monkeypatch, GOOD_FOR + timedelta(seconds=1))
    response = walker.include(agreed, ELIGIBLE)
    assert response.headers["Location"] == STUDY + "consent/"
    page = walker.client.get(STUDY + "consent/").content.decode()
    assert "You agreed more than an hour ago" in page
    assert about_people() == {}


def test_within_the_hour_a_consent_is_good(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed = walker.agree()
    later(monkeypatch, GOOD_FOR - timedelta(seconds=30))
    assert "/take-part/" in walker.include(agreed, ELIGIBLE).headers["Location"]


def test_a_consent_found_later_leads_nobody_into_the_participation(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = walker.agree()
    walker.include(agreed, ELIGIBLE)
    later(monkeypatch, GOOD_FOR + timedelta(seconds=1))
    somebody_else = Walker(Client())
    response = somebody_else.include(agreed, ELIGIBLE)
    assert "/take-part/" not in response.headers["Location"]


@pytest.mark.parametrize("start", ["", "x" * 22, "a:b:c", "\0", "x" * 5000])
def test_a_beginning_this_server_did_not_draw_is_drawn_anew(walker: Walker, start: str) -> None:
    agreed = walker.agree(start=start)
    walker.include(agreed, ELIGIBLE)
    assert Participant.objects.get().start != start


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c", "x" * 5000, "\x00"])
def test_a_consent_nobody_signed_leads_back_to_the_consent(walker: Walker, token: str) -> None:
    sent = {"consent": token, "developed_models": "yes"}
    response = walker.client.post(STUDY + "inclusion/", sent)
    assert (response.status_code, response.headers["Location"]) == (302, STUDY + "consent/")
    assert about_people() == {}


def test_a_consent_with_one_character_changed_leads_back_to_the_consent(walker: Walker) -> None:
    signed = hidden_in(walker.agree())["consent"]
    changed = signed[:5] + ("A" if signed[5] != "A" else "B") + signed[6:]
    sent = {"consent": changed, "developed_models": "yes"}
    response = walker.client.post(STUDY + "inclusion/", sent)
    assert response.headers["Location"] == STUDY + "consent/"
    assert about_people() == {}
