"""The cards of the home page: where each study stands, and what waits in it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.members.roles import Role
from survey.studies.archive import archive_study, close_study
from survey.studies.drafts.models import DraftFile
from survey.studies.find import title_of
from survey.studies.load import store_version
from survey.studies.models import EnrolmentWindow, Study
from tests.analysis.coding_world import InterviewWorld
from tests.interview_world import small_study
from tests.roles import account, with_role
from tests.survey.steps import finish
from tests.workspace.drafts.drafts import made, maker
from tests.world import NOON, World
from workspace.home.cards import Card, cards, studies_of

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def card_of(user: User, study: Study) -> Card:
    shown = {card.slug: card for card in cards(user, studies_of(user), now=NOON)}
    return shown[study.slug]


def test_a_card_names_the_study_its_state_and_who_came(world: World) -> None:
    rita = account("rita", Role.RESEARCHER)
    assert card_of(rita, world.founding.study).state == "not opened yet"
    world.open(quota=31)
    finish(world.join("ada"))
    world.join("bob")
    card = card_of(rita, world.founding.study)
    assert card.title == world.founding.definition.title
    assert card.state == "open"
    assert card.people == "1 of 31 completed · 1 taking part now · 2 began today"


def test_what_ends_soon_waits(world: World) -> None:
    world.open()
    closes = NOON + timedelta(days=3)
    EnrolmentWindow.objects.update(closes_at=closes)
    card = card_of(account("rita", Role.RESEARCHER), world.founding.study)
    assert [one.text for one in card.waiting] == ["it closes on 3 February, 12:00 UTC"]
    assert card.state == "open until 3 February 2027, 12:00 UTC"


def test_a_coder_sees_what_is_left_to_code_and_nothing_of_who_came(db: None) -> None:
    coded = InterviewWorld()
    number = coded.round.members.filter(joint=False).count()
    card = card_of(coded.ann, coded.study)
    assert card.people == ""
    assert [one.text for one in card.waiting] == [
        f"round 1 of {coded.codebook}: {number} of {number} to code"
    ]
    assert f"/codinground/{coded.round.pk}/" in card.waiting[0].address


def test_a_round_that_every_coder_finished_waits_to_be_compared(db: None) -> None:
    coded = InterviewWorld()
    coded.finish()
    texts = [one.text for one in card_of(coded.rita, coded.study).waiting]
    assert texts == [f"round 1 of {coded.codebook}: every coder is done, compare them"]
    assert card_of(coded.ann, coded.study).waiting == ()


def test_the_newest_study_is_first_and_archived_ones_come_last(world: World) -> None:
    rita = account("rita", Role.RESEARCHER)
    newer = store_version(small_study(study="newer"), loaded_at=NOON + timedelta(days=1))
    oldest = store_version(small_study(study="oldest"), loaded_at=NOON - timedelta(days=1))
    close_study(newer.version.study, now=NOON)
    assert [study.slug for study in studies_of(rita)][:1] == ["newer"]
    archive_study(newer.version.study, now=NOON)
    assert [study.slug for study in studies_of(rita)] == [
        world.founding.study.slug,
        oldest.version.study.slug,
        "newer",
    ]


def test_the_number_of_queries_does_not_grow_with_the_studies(
    world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        store_version(small_study(study=f"study-{number}"), loaded_at=NOON)
    rita = User.objects.get(pk=account("rita", Role.RESEARCHER).pk)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert len(cards(rita, studies_of(rita), now=NOON)) == 7


def test_the_home_page_shows_ones_own_studies_and_what_an_account_may_do(world: World) -> None:
    home = with_role(Role.RESEARCHER).get("/admin/").content.decode()
    assert world.founding.definition.title.replace("'", "&#x27;") in home
    assert "New study" not in home  # that is for accounts that may make studies
    nobody = Client()
    nobody.force_login(User.objects.create_user("nobody", is_staff=True))
    empty = nobody.get("/admin/").content.decode()
    assert "You are a member of no study yet." in empty
    assert world.founding.definition.title.replace("'", "&#x27;") not in empty


def test_an_administrator_reads_what_is_wrong_with_the_server(world: World) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    assert "backup" in client.get("/admin/").content.decode()
    assert client.get("/admin/lists/").status_code == 200
    assert with_role(Role.LEAD).get("/admin/lists/").status_code == 403


def test_a_study_without_a_version_is_called_as_its_draft_says(db: None) -> None:
    client = maker("rita")
    made(client)
    study = Study.objects.get(slug="mine")
    text = DraftFile.objects.get(draft__study=study, path="study.yaml")
    text.content = re.sub(
        rb"^title:.*$", b'title: "Errors: why?"', bytes(text.content), flags=re.MULTILINE
    )
    text.save()
    assert card_of(User.objects.get(username="rita"), study).title == "Errors: why?"
    assert title_of(study) == "Errors: why?"
    text.delete()
    assert title_of(study) == "mine"
