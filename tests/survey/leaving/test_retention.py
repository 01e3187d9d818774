"""What was promised to be deleted is deleted on the day after its last, and no earlier."""

from datetime import date, timedelta

import pytest

from survey.audit_chain.verify_version import problems_of_version
from survey.design.panel import PanelIdentifier
from survey.leaving.retention import (
    delete_expired_answers,
    delete_expired_contacts,
    expired_answers,
    expired_contacts,
)
from survey.models import Anchor, Chain, Participant, Slot, State, StudyVersion, Tombstone
from survey.participation.flow import version_flow
from survey.population import Population
from survey.recruitment.actions import keep_contact, keep_identifier
from survey.recruitment.models import CompensationContact, RecruitmentIdentifier
from tests.survey.all_rows import dump
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

STUDY = "tda-needfinding"


def last_day(world: World) -> date:
    return world.founding.definition.retention.answers_until


def test_the_last_day_is_still_a_day(over: World) -> None:
    assert expired_answers(last_day(over)) == ()
    (expired,) = expired_answers(last_day(over) + timedelta(days=1))
    assert expired.people == {State.COMPLETED: 1, State.ACTIVE: 1}
    assert expired.pilots == 1


def purge(world: World) -> None:
    (expired,) = expired_answers(last_day(world) + timedelta(days=1))
    assert list(delete_expired_answers(expired, now=NOON)) == [1, 2, 3]


def test_words_go_and_counts_tombstones_and_chains_stay(over: World) -> None:
    before = version_flow(over.founding, Population.PEOPLE)
    chains = Chain.objects.count()
    purge(over)
    assert not Participant.objects.exclude(population=Population.SIMULATED).exists()
    assert Participant.objects.filter(population=Population.SIMULATED).count() == 1
    after = version_flow(over.founding, Population.PEOPLE)
    assert (after.began, after.withdrew) == (before.began, before.withdrew)
    assert (after.taking_part, after.completed, after.stopped) == (0, 0, 0)
    assert after.expired == {"taking part": before.taking_part, "completed": before.completed}
    assert Tombstone.objects.count() == 1
    assert Chain.objects.count() == chains
    assert Anchor.objects.filter(kind="expired").count() == 2
    assert list(problems_of_version(over.founding)) == []
    assert (
        Slot.objects.filter(completed_at__isnull=False, population=Population.PEOPLE).count() == 1
    )
    assert "Too few" not in dump()
    assert expired_answers(last_day(over) + timedelta(days=1)) == ()


def test_addresses_go_by_the_first_promise_they_can_have_been_given_under(over: World) -> None:
    until = over.founding.definition.retention.contacts_until
    keep_contact(STUDY, "ada@example.org", day=NOON.date())
    keep_contact("another-study", "eve@example.org", day=NOON.date())
    keep_identifier(STUDY, PanelIdentifier("ada", "", ""), day=NOON.date())
    study = over.founding.study
    assert expired_contacts(until) == ()
    # A later version that keeps them longer changes nothing for those who came before it.
    newer = StudyVersion.objects.get(pk=over.founding.pk)
    newer.pk, newer.label = None, "2.1"
    newer.content = newer.content.replace(str(until), "2999-01-01")
    newer.loaded_at = NOON + timedelta(days=1)
    newer.save()
    tomorrow = until + timedelta(days=1)
    (expired,) = expired_contacts(tomorrow)
    assert (expired.study, expired.identifiers, expired.addresses) == (STUDY, 1, 1)
    delete_expired_contacts(study, today=tomorrow)
    assert not RecruitmentIdentifier.objects.exists()
    assert [contact.study for contact in CompensationContact.objects.all()] == ["another-study"]
