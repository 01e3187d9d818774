"""Names of a panel are recorded once, and forgotten where the beginning fails."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from survey.design.panel import PanelIdentifier
from survey.errors import BeganBefore
from survey.models import Participant
from survey.recruitment.actions import keep_contact, keep_identifier, name_noted
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationContact,
    RecruitmentIdentifier,
)
from tests.survey.conftest import BY_PANEL, opened
from tests.survey.crowd import at_once
from tests.survey.enrolment.entry_pages import (
    PAGE,
    consent,
    include,
)
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

ADA = PanelIdentifier("ada", "study", "visit")
DAY = date(2027, 1, 31)


def test_a_beginning_that_fails_in_the_end_leaves_the_name_free() -> None:
    def begin() -> None:
        with name_noted("by-panel", ADA, day=NOON.date()) as note:
            note()
            assert BeginningThroughPanel.objects.count() == 1
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        begin()
    assert not BeginningThroughPanel.objects.exists()
    assert not RecruitmentIdentifier.objects.exists()


def test_a_name_refused_stays_noted() -> None:
    with name_noted("by-panel", ADA, day=NOON.date()) as note:
        note()
    with pytest.raises(BeganBefore), name_noted("by-panel", ADA, day=NOON.date()) as note:
        note()
    assert BeginningThroughPanel.objects.count() == RecruitmentIdentifier.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_of_ten_beginnings_at_once_by_one_name_one_stands(
    transactional_db: None, study_folder: Path
) -> None:
    opened(World(), study_folder, BY_PANEL)
    forms = [consent(Client(), PAGE) for _form in range(10)]
    jobs = [partial(include, Client(raise_request_exception=False), form) for form in forms]
    statuses = sorted(answer.status_code for answer in at_once(jobs))
    assert statuses == [200] * 9 + [302]
    assert Participant.objects.count() == BeginningThroughPanel.objects.count() == 1


def keep(name: str) -> None:
    keep_identifier("by-panel", PanelIdentifier(name, "study", "visit"), day=DAY)


def test_the_same_arrival_is_kept_once_and_writes_nothing_beside_the_answers() -> None:
    with CaptureQueriesContext(connections["default"]) as beside:
        keep("ada")
        keep("ada")
    assert len(beside) == 0
    identifier = RecruitmentIdentifier.objects.get()
    assert (identifier.study, identifier.panel_participant) == ("by-panel", "ada")
    assert (identifier.panel_study, identifier.panel_session) == ("study", "visit")
    assert identifier.arrived_on == DAY


def test_whoever_no_panel_sent_leaves_no_name() -> None:
    with name_noted("by-panel", None, day=DAY) as note:
        note()
    assert not BeginningThroughPanel.objects.exists()


def test_a_beginning_that_fails_before_the_name_is_noted_forgets_nobody_elses() -> None:
    with name_noted("by-panel", ADA, day=DAY) as note:
        note()
    with pytest.raises(OSError, match="disk"), name_noted("by-panel", ADA, day=DAY):
        raise OSError("the disk is full")
    assert BeginningThroughPanel.objects.count() == RecruitmentIdentifier.objects.count() == 1


def test_the_same_name_begins_another_study() -> None:
    for study in ("by-panel", "another"):
        with name_noted(study, ADA, day=DAY) as note:
            note()
    assert BeginningThroughPanel.objects.count() == 2


def test_an_address_given_twice_is_stored_once_with_its_first_day() -> None:
    for day in (DAY, DAY.replace(year=2028)):
        keep_contact("by-mail", "ada@example.org", day=day)
    contact = CompensationContact.objects.get()
    assert (contact.study, contact.address) == ("by-mail", "ada@example.org")
    assert contact.given_on == DAY
