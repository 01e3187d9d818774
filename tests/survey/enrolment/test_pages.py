"""Nothing about a person is stored before they consented and turned out to be eligible."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from survey.models import Participant
from survey.simulation.walker import hidden_in
from survey.studies import models
from tests.survey.all_rows import about_people
from tests.survey.conftest import another_version
from tests.survey.walker import STATEMENTS, STUDY, Walker
from tests.world import World, founding_study

pytestmark = pytest.mark.django_db

ELIGIBLE = {"developed_models": "yes"}


def test_reading_and_agreeing_store_nothing(walker: Walker) -> None:
    walker.include(walker.agree(), {"developed_models": ""})
    assert about_people() == {}
    assert not Session.objects.exists()


def test_declining_stores_a_count_alone(walker: Walker) -> None:
    for times in (1, 2):
        page = walker.client.post(STUDY + "consent/", {"decline": "yes"})
        assert page.status_code == 200
        [row] = about_people().pop("survey_screenedout")
        assert (row["reason"], row["count"]) == ("declined", times)
    assert set(row) == {"id", "version_id", "reason", "count"}
    assert set(about_people()) == {"survey_screenedout"}
    assert not Session.objects.exists()


def test_not_being_eligible_stores_a_count_alone_and_ends_politely(walker: Walker) -> None:
    page = walker.include(walker.agree(), {"developed_models": "no"})
    assert founding_study().survey.inclusion.not_eligible[:20] in page.content.decode()
    assert set(about_people()) == {"survey_screenedout"}
    assert about_people()["survey_screenedout"][0]["reason"] == "not_eligible"


def test_the_text_agreed_to_its_language_and_the_time_are_kept(walker: Walker) -> None:
    walker.begin()
    participant = Participant.objects.get()
    study = founding_study().definition
    assert participant.consent_digest == study.consent_digest
    assert participant.consent_language == "en"
    assert participant.consented_at <= participant.last_active_at


def test_whoever_agreed_to_the_old_text_goes_on_in_the_old_version(walker: Walker) -> None:
    agreed = walker.agree()
    new = another_version()
    walker.include(agreed, {"developed_models": "yes"})
    walker.finish()
    participant = Participant.objects.get()
    assert participant.version != new
    assert participant.consent_digest == founding_study().definition.consent_digest
    assert participant.consent_digest != new.definition.consent_digest
    assert participant.state == "completed"


def test_a_new_version_changes_nothing_for_those_inside_the_old_one(
    walker: Walker, world: World
) -> None:
    inside = [world.join(f"person {number}") for number in range(32)]
    before = about_people()
    new = another_version()
    assert about_people() == before
    late = Walker(Client())
    late.begin()
    assert Participant.objects.exclude(pk__in=[person.pk for person in inside]).get().version == new


def test_a_text_replaced_before_anybody_took_part_is_shown_anew(walker: Walker) -> None:
    agreed = walker.agree()
    another_version("2.0")
    response = walker.include(agreed, {"developed_models": "yes"})
    assert response.headers["Location"] == STUDY + "consent/"
    assert about_people() == {}


def test_the_same_beginning_sent_twice_leads_to_the_same_place(walker: Walker) -> None:
    agreed = walker.agree()
    homes = {
        walker.include(agreed, {"developed_models": "yes"}).headers["Location"] for _ in range(3)
    }
    assert len(homes) == Participant.objects.count() == 1


def test_where_the_effects_are_not_loaded_nobody_begins_and_nothing_is_stored(
    walker: Walker,
) -> None:
    from attribution.models import StoredBundle

    agreed = walker.agree()
    StoredBundle.objects.filter(scenario="loan").delete()
    response = walker.include(agreed, {"developed_models": "yes"})
    assert "still being prepared" in response.content.decode()
    assert about_people() == {}


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


def test_too_many_at_once_find_their_answers_in_the_page_they_sent(
    walker: Walker, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "MOST_STARTS", 1)
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
