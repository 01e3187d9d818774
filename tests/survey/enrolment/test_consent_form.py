"""A consent is carried by the form of the next page: it expires, and is nobody's second key."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from survey.enrolment.signed_consent import GOOD_FOR
from survey.models import Participant
from survey.simulation.walker import hidden_in
from tests.survey.all_rows import about_people
from tests.survey.walker import STATEMENTS, STUDY, Walker
from tests.world import World

pytestmark = pytest.mark.django_db

ELIGIBLE = {"developed_models": "yes"}


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    return Walker(client)


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = timezone.now() + by
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_no_address_holds_it(walker: Walker) -> None:
    agreed = walker.agree()
    assert agreed.status_code == 200
    assert "Location" not in agreed.headers
    action = 'action="/studies/tda-needfinding/inclusion/"'
    assert action in agreed.content.decode()
    begun = walker.include(agreed, ELIGIBLE)
    signed = hidden_in(agreed)["consent"]
    assert signed not in begun.headers["Location"]
    assert not any(signed in cookie.value for cookie in walker.client.cookies.values())


def test_the_page_asked_for_by_itself_leads_to_the_consent_with_all_that_came_along(
    walker: Walker,
) -> None:
    response = walker.client.get(STUDY + "inclusion/?invitation=abc")
    assert response.headers["Location"] == STUDY + "consent/?invitation=abc"


def test_the_consents_form_sent_once_more_leads_its_owner_on(walker: Walker) -> None:
    """As after Back, or where the answer to the second form was lost."""
    hidden = hidden_in(walker.client.get(STUDY + "consent/"))  # type: ignore[arg-type]
    sent = {**hidden, "agree": "yes", **dict.fromkeys(STATEMENTS, "on")}

    def agree() -> Any:
        return walker.client.post(STUDY + "consent/", sent)

    first, second = agree(), agree()
    begun = walker.include(first, ELIGIBLE).headers["Location"]
    assert agree().headers["Location"] == begun
    assert walker.include(second, ELIGIBLE).headers["Location"] == begun
    assert Participant.objects.count() == 1


def test_another_page_of_the_consent_is_another_beginning(walker: Walker) -> None:
    one, other = walker.agree(), walker.agree()
    walker.include(one, ELIGIBLE)
    walker.include(other, ELIGIBLE)
    assert Participant.objects.count() == 2


def test_after_an_hour_it_is_given_anew_and_nothing_was_stored(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = walker.agree()
    later(monkeypatch, GOOD_FOR + timedelta(seconds=1))
    response = walker.include(agreed, ELIGIBLE)
    assert response.headers["Location"] == STUDY + "consent/"
    page = walker.client.get(STUDY + "consent/").content.decode()
    assert "You agreed more than an hour ago" in page
    assert about_people() == {}


def test_within_the_hour_it_is_good(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed = walker.agree()
    later(monkeypatch, GOOD_FOR - timedelta(seconds=30))
    assert "/take-part/" in walker.include(agreed, ELIGIBLE).headers["Location"]


def test_found_later_it_leads_nobody_into_the_participation(
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


def test_too_many_at_once_find_their_answers_in_the_page_they_sent(
    walker: Walker, world: World
) -> None:
    world.open(starts_a_minute=1)
    world.join("ada", now=timezone.now())
    response = walker.include(walker.agree(), ELIGIBLE)
    assert response.status_code == 429
    page = response.content.decode()
    assert "press the button below again" in page
    assert "checked" in page
    world.open(starts_a_minute=2)
    assert "/take-part/" in walker.include(response, ELIGIBLE).headers["Location"]


def test_the_consent_shows_the_information_sheet_again(walker: Walker) -> None:
    page = walker.client.get(STUDY + "consent/").content.decode()
    assert "What happens to your answers" in page
    assert "You are paid 25 euros" in page


def test_a_cookie_goes_when_the_browser_is_closed(walker: Walker) -> None:
    assert not walker.client.get(STUDY).cookies
    [cookie] = walker.client.get(STUDY + "consent/").cookies.values()
    assert (cookie.key, cookie["max-age"], cookie["expires"]) == ("csrftoken", "", "")


def test_whoever_declines_can_read_about_the_study_again(walker: Walker) -> None:
    page = walker.client.post(STUDY + "consent/", {"decline": "yes"}).content.decode()
    assert f'href="{STUDY}"' in page
