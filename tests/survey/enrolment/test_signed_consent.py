"""Nothing about a person is stored before they consented and turned out to be eligible."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from survey.design.definition import consent_digest
from survey.design.reading import StudyFile
from survey.models import Participant, StudyVersion
from survey.simulation.walker import hidden_in
from survey.studies.load import store_version
from tests.survey.all_rows import about_people
from tests.survey.walker import STUDY, Walker
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    return Walker(client)


def another_version(label: str = "1.1") -> StudyVersion:
    """The founding study with another information sheet."""
    old = founding_study()
    definition = old.definition.model_copy(
        update={"version": label, "information": "Quite another sheet."}
    )
    file = replace(
        old, definition=definition, content=definition.model_dump_json(), digest="e" * 64
    )
    assert isinstance(file, StudyFile)
    return store_version(file, loaded_at=NOON + timedelta(days=1)).version


def test_reading_and_agreeing_store_nothing(walker: Walker) -> None:
    walker.include(walker.agree(), {"developed_models": ""})
    assert about_people() == {}
    assert not Session.objects.exists()


def test_declining_stores_a_count_alone(walker: Walker) -> None:
    for times in (1, 2):
        page = walker.client.post(STUDY + "consent/", {"decline": "yes"})
        assert page.status_code == 200
        [row] = about_people().pop("survey_turnedaway")
        assert (row["reason"], row["count"]) == ("declined", times)
    assert set(row) == {"id", "version_id", "reason", "count"}
    assert set(about_people()) == {"survey_turnedaway"}
    assert not Session.objects.exists()


def test_not_being_eligible_stores_a_count_alone_and_ends_politely(walker: Walker) -> None:
    page = walker.include(walker.agree(), {"developed_models": "no"})
    assert founding_study().definition.inclusion.not_eligible[:20] in page.content.decode()
    assert set(about_people()) == {"survey_turnedaway"}
    assert about_people()["survey_turnedaway"][0]["reason"] == "not_eligible"


def test_the_text_agreed_to_its_language_and_the_time_are_kept(walker: Walker) -> None:
    walker.begin()
    participant = Participant.objects.get()
    study = founding_study().definition
    assert participant.consent_digest == consent_digest(study)
    assert participant.consent_language == "en"
    assert participant.consented_at <= participant.last_active_at


def test_every_statement_has_to_be_ticked(walker: Walker) -> None:
    page = walker.agree(storage=None)
    assert page.status_code == 422
    assert "Please tick this statement" in page.content.decode()


def test_a_text_that_changed_while_it_was_read_is_read_again_and_ticked_again(
    walker: Walker,
) -> None:
    old = StudyVersion.objects.get().digest
    another_version()
    page = walker.agree(shown=old)
    assert page.status_code == 422
    text = page.content.decode()
    assert "has changed since you opened the page" in text
    assert " checked" not in text
    assert "e" * 64 in text


def test_whoever_agreed_to_the_old_text_goes_on_in_the_old_version(walker: Walker) -> None:
    agreed = walker.agree()
    new = another_version()
    walker.include(agreed, {"developed_models": "yes"})
    walker.finish()
    participant = Participant.objects.get()
    assert participant.version != new
    assert participant.consent_digest == consent_digest(founding_study().definition)
    assert participant.consent_digest != consent_digest(new.definition)
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
    assert Participant.objects.exclude(pk__in=[each.pk for each in inside]).get().version == new


def test_a_text_replaced_before_anybody_took_part_is_shown_anew(walker: Walker) -> None:
    agreed = walker.agree()
    another_version("2.0")
    response = walker.include(agreed, {"developed_models": "yes"})
    assert response.headers["Location"] == STUDY + "consent/"
    assert about_people() == {}


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

    StoredBundle.objects.filter(scenario="loan").delete()
    response = walker.include(walker.agree(), {"developed_models": "yes"})
    assert "still being prepared" in response.content.decode()
    assert about_people() == {}
