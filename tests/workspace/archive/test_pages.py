"""Closing, archiving and purging a study in the browser."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from survey.errors import CannotArchive
from survey.members.roles import Role
from survey.models import Participant
from survey.recruitment.models import Mailing
from survey.studies.archive import LATELY, archive_study, close_study, unarchive_study
from survey.studies.enrolment_window import Phase, enrolment_state
from survey.studies.load import open_study, store_version
from survey.studies.models import Study
from tests.roles import with_role
from tests.survey.steps import finish
from tests.world import NOON, World, founding_study

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]


@pytest.fixture
def study(world: World) -> Study:
    world.open()
    return world.founding.study


def address(study: Study, step: str = "") -> str:
    return f"/admin/studies/{study.slug}/archive/{step}"


def phase(study: Study) -> Phase | None:
    state = enrolment_state(study, now=timezone.now())
    return state.phase if state else None


def test_a_lead_closes_archives_and_takes_out_again_and_each_step_says_what_it_did(
    study: Study,
) -> None:
    lead = with_role(Role.LEAD)
    early = lead.post(address(study, "put-away/"), follow=True).content.decode()
    assert "Close it first." in early
    closed = lead.post(address(study, "close/"), follow=True).content.decode()
    assert "Nobody can begin any more." in closed
    assert phase(study) is Phase.CLOSED
    assert (
        "The study is archived."
        in lead.post(address(study, "put-away/"), follow=True).content.decode()
    )
    study.refresh_from_db()
    assert study.archived_at is not None
    assert (
        "out of the archive" in lead.post(address(study, "take-out/"), follow=True).content.decode()
    )
    study.refresh_from_db()
    assert study.archived_at is None


@pytest.mark.parametrize("step", ["close/", "put-away/", "take-out/", "purge/"])
def test_a_researcher_ends_nothing(study: Study, step: str) -> None:
    assert with_role(Role.RESEARCHER).post(address(study, step)).status_code == 403


def test_nobody_is_locked_out_in_the_middle_of_a_page(world: World, study: Study) -> None:
    now = timezone.now()
    ada = world.join("ada", now=now)
    close_study(study, now=now)
    with pytest.raises(CannotArchive, match="1 person is taking part"):
        archive_study(study, now=now)
    Participant.objects.filter(pk=ada.pk).update(last_active_at=now - LATELY - timedelta(minutes=1))
    archive_study(study, now=now)


def test_an_archived_study_is_neither_opened_nor_given_a_version(study: Study) -> None:
    close_study(study, now=NOON)
    archive_study(study, now=NOON)
    study.refresh_from_db()
    with pytest.raises(CannotArchive, match="nothing of it changes"):
        open_study(study, opens_at=NOON, quota=5)
    with pytest.raises(CannotArchive, match="nothing of it changes"):
        store_version(founding_study(), loaded_at=NOON)
    unarchive_study(study)
    study.refresh_from_db()
    open_study(study, opens_at=NOON, quota=5)


def test_what_is_due_is_listed_and_deleted_once_the_name_is_written(
    world: World, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten: list[str] = []
    # PostgreSQL writes no table anew in the transaction of a test.
    monkeypatch.setattr("workspace.archive.retention.rewrite_tables", rewritten.append)
    finish(world.join("ada"))
    after = world.founding.definition.retention.answers_until + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(year=after.year + 1))
    lead = with_role(Role.LEAD)
    assert "the answers of 1 person" in lead.get(address(study)).content.decode()
    unsure = lead.post(address(study, "purge/"), {"name": "yes"}, follow=True).content.decode()
    assert "Nothing was deleted." in unsure
    assert Participant.objects.count() == 1
    done = lead.post(address(study, "purge/"), {"name": study.slug}, follow=True).content.decode()
    assert "is deleted; how many people there were stays" in done
    assert not Participant.objects.exists()
    assert rewritten == ["default", "recruitment"]
    assert "Nothing is due today." in done


def test_contacts_that_are_due_are_listed_mailings_among_them(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = Mailing.objects.create(
        study=study.slug, subject="Come", text="{{ link }}", made_on=NOON.date()
    )
    mailing.mails.create(address="somebody@example.org")
    after = study.versions.get().definition.retention.contacts_until + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(year=after.year + 1))
    page = " ".join(with_role(Role.LEAD).get(address(study)).content.decode().split())
    assert "0 codes given and 1 mailings with their addresses" in page


def test_the_page_says_what_each_version_promises(study: Study) -> None:
    page = with_role(Role.RESEARCHER).get(address(study)).content.decode()
    until: date = study.versions.get().definition.retention.answers_until
    assert f"{until:%-d %B %Y}" in page
    assert "Leads of the study close, archive and delete." in page


def test_a_study_of_interviews_has_nothing_to_close(client: Client) -> None:
    from tests.interview_world import interview_version

    study = interview_version().study
    page = with_role(Role.LEAD).get(address(study)).content.decode()
    assert "Close the study" not in page
    assert "Archive the study" in page


def test_a_study_whose_places_are_taken_is_not_said_to_be_waiting_for_people(world: World) -> None:
    world.open(quota=1)
    world.join("ada")
    page = with_role(Role.LEAD).get(address(world.founding.study)).content.decode()
    assert "Every place of the study is taken, and it is still open." in page
