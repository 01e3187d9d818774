"""Leaving: a copy of the consent, stopping with the answers kept, and deleting everything."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from survey.leaving.copies import days_of_copies
from survey.models import AllocationStep, Draft, Link, Participant, Slot, State, Tombstone
from tests.survey.all_rows import about_people, dump
from tests.survey.conftest import another_version
from tests.survey.leaving.planted_words import MARKER, leave, plant
from tests.survey.walker import BACKGROUND, Walker
from tests.world import World, founding_study

STUDY = founding_study().definition

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open(quota=1)
    walker = Walker(client)
    walker.begin()
    return walker


def test_every_page_leads_to_the_way_out(walker: Walker) -> None:
    while walker.page != "compensation.compensation":
        assert f'href="{walker.home}leave/"' in walker.read()
        walker.go_on_to_next()
    assert f'href="{walker.home}leave/"' in walker.read()


def test_deleting_leaves_no_word_in_any_table(walker: Walker) -> None:
    plant(walker)
    assert dump().count(MARKER) >= 2 + 4 + 3 + 3
    token = Participant.objects.get().token
    leave(walker, wish="delete", sure="yes")
    assert MARKER not in dump()
    assert token not in dump()
    assert set(about_people()) == {
        "survey_tombstone",
        "survey_slot",
        "survey_allocationstep",
        "survey_chain",
        "survey_link",
        "survey_anchor",
        "survey_lastnumber",
    }
    assert {(link.subject, link.salt, str(link.rows)) for link in Link.objects.all()} == {
        ("", "", "{}")
    }


def test_a_tombstone_says_that_somebody_withdrew_and_when(walker: Walker) -> None:
    leave(walker, wish="delete", sure="yes")
    assert Tombstone.objects.count() == 1
    assert {field.name for field in Tombstone._meta.get_fields()} == {
        "id",
        "version",
        "withdrawn_at",
        "beginning",
    }


def test_after_deleting_the_link_leads_nowhere_and_the_slot_is_free(
    walker: Walker, world: World
) -> None:
    address = walker.address()
    leave(walker, wish="delete", sure="yes")
    for gone in (walker.home, address, walker.home + "leave/", walker.home + "my-answers.json"):
        assert walker.client.get(gone).status_code == 404
    assert walker.client.post(address, BACKGROUND).status_code == 404
    assert walker.client.post(address + "draft/", BACKGROUND).status_code == 404
    assert Slot.objects.get().participant is None
    assert AllocationStep.objects.last().reason == "withdrawn"  # type: ignore[union-attr]
    assert world.join("eve").slot.number == 0


def test_the_form_somebody_began_with_begins_nothing_after_they_deleted_everything(
    client: Client, world: World
) -> None:
    world.open()
    walker = Walker(client)
    agreed = walker.agree()
    walker.include(agreed, {"developed_models": "yes"})
    leave(walker, wish="delete", sure="yes")
    again = walker.include(agreed, {"developed_models": "yes"})
    assert "Everything you gave was deleted" in again.content.decode()
    assert not Participant.objects.exists()


@pytest.mark.parametrize("wish", ["stop", "delete"])
def test_leaving_needs_a_tick_in_the_form_of_the_wish(walker: Walker, wish: str) -> None:
    page = walker.client.post(walker.home + "leave/", {"wish": wish}, follow=True)
    text = page.content.decode()
    assert "<title>Error: Stop taking part" in text
    wanted = re.search(rf'Please tick the box below.*?value="{wish}"', text, re.DOTALL)
    assert wanted is not None
    assert wanted[0].count("<button") == 1
    assert Participant.objects.get().state == State.ACTIVE


def test_what_deleting_does_is_said_in_one_sentence_before_and_after(walker: Walker) -> None:
    promise = render_to_string("leaving/_erasure.html").strip()
    assert "copies of the server" in promise
    assert promise in walker.client.get(walker.home + "leave/").content.decode()
    deleting = {"wish": "delete", "sure": "yes"}
    after = walker.client.post(walker.home + "leave/", deleting, follow=True)
    assert promise in after.content.decode()
    gone = walker.client.get(walker.home)
    assert gone.status_code == 404
    assert promise in gone.content.decode()


def test_help_is_there_on_the_way_out_too(walker: Walker) -> None:
    mail = 'href="mailto:'
    assert mail in walker.client.get(walker.home + "leave/").content.decode()
    deleting = {"wish": "delete", "sure": "yes"}
    page = walker.client.post(walker.home + "leave/", deleting, follow=True)
    assert mail in page.content.decode()


def test_no_page_of_a_participant_leads_out_of_the_study_by_its_name(walker: Walker) -> None:
    for page in (walker.address(), walker.home + "leave/"):
        assert 'class="brand" href' not in walker.client.get(page).content.decode()


def test_after_the_end_one_can_still_delete(walker: Walker) -> None:
    walker.finish()
    leave(walker, wish="delete", sure="yes")
    assert not Participant.objects.exists()
    assert Slot.objects.get().completed_at is None


def test_stopping_keeps_what_was_submitted_and_drops_the_draft(walker: Walker) -> None:
    plant(walker)
    submitted = about_people()["survey_answer"]
    leave(walker, wish="stop", sure="yes")
    assert Participant.objects.get().state == State.STOPPED
    assert about_people()["survey_answer"] == submitted
    assert not Draft.objects.exists()
    assert Slot.objects.get().participant is None
    for page in ("background.about_you", "closing.closing"):
        assert walker.client.get(walker.address(page)).headers["Location"] == walker.home
        walker.send({**BACKGROUND, "remarks": "Stale."}, page)
    assert about_people()["survey_answer"] == submitted
    assert "You have stopped" in walker.client.get(walker.home, follow=True).content.decode()


def test_whoever_stopped_can_still_take_a_copy_and_delete(walker: Walker) -> None:
    leave(walker, wish="stop", sure="yes")
    assert walker.client.get(walker.home + "my-answers.json").status_code == 200
    leave(walker, wish="delete", sure="yes")
    assert not Participant.objects.exists()


def test_nobody_is_told_they_stopped_who_did_not(walker: Walker) -> None:
    assert walker.client.get(walker.home + "stopped/").headers["Location"] == walker.home
    walker.finish()
    response = walker.client.post(
        walker.home + "leave/", {"wish": "stop", "sure": "yes"}, follow=True
    )
    assert "TDA-THANK-YOU" in response.content.decode()
    assert Participant.objects.get().state == State.COMPLETED


def test_nobody_can_end_the_participation_of_another(walker: Walker) -> None:
    assert Client().post("/take-part/somebody-else/leave/", {"wish": "stop"}).status_code == 404
    assert Participant.objects.get().state == State.ACTIVE


def test_the_copy_of_a_consent_holds_its_text_its_statements_the_day_and_the_digest(
    walker: Walker,
) -> None:
    page = walker.client.get(f"{walker.home}agreed/").content.decode()
    for statement in STUDY.consent.statements:
        assert statement.text in page
    assert "What happens to your answers" in page
    assert f"{Participant.objects.get().consented_at:%B %Y}" in page
    assert STUDY.consent_digest in page


def test_a_new_version_changes_nothing_in_the_copy_of_a_consent(walker: Walker) -> None:
    before = walker.client.get(f"{walker.home}agreed/").content
    another_version()
    assert walker.client.get(f"{walker.home}agreed/").content == before


@pytest.mark.parametrize("state", ["on the way", "stopped", "completed"])
def test_the_copy_of_a_consent_can_be_reached_from_every_page_and_at_the_end(
    walker: Walker, state: str
) -> None:
    if state == "completed":
        walker.finish()
    if state == "stopped":
        walker.client.post(f"{walker.home}leave/", {"wish": "stop", "sure": "yes"})
    link = f'href="{walker.home}agreed/"'
    page = walker.client.get(walker.home, follow=True).content.decode()
    assert link in page
    assert walker.client.get(f"{walker.home}agreed/").status_code == 200


@pytest.mark.parametrize(("days", "words"), [(30, "each is deleted after 30 days"), (1, "1 day.")])
def test_copies_and_their_end_are_named_where_a_rule_ends_them(
    walker: Walker, monkeypatch: pytest.MonkeyPatch, days: int, words: str
) -> None:
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", days)
    for address in (f"{walker.home}leave/", "/studies/tda-needfinding/deleted/"):
        page = " ".join(walker.client.get(address).content.decode().split())
        assert words in page
        assert "overwritten within a day" in page
    study = " ".join(walker.client.get("/studies/tda-needfinding/").content.decode().split())
    assert f"for {days} day" in study


def test_no_number_of_days_is_named_without_a_rule(walker: Walker) -> None:
    page = " ".join(walker.client.get(f"{walker.home}leave/").content.decode().split())
    assert "until those are overwritten or deleted in their turn" in page
    assert "within a day" not in page


def test_a_link_that_is_not_known_names_the_servers_rule(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", 30)
    page = client.get(f"/take-part/{'a' * 22}/")
    assert page.status_code == 404
    assert b"30 days" in page.content


def test_the_studys_own_promise_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", 30)
    promised = STUDY.retention.model_copy(update={"copies_days": 14})
    assert (days_of_copies(promised), days_of_copies(STUDY.retention)) == (14, 30)
