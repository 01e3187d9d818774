"""The code of one's own on the last page, and what happens when none is left."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from survey.leaving.retention import delete_expired_contacts, expired_contacts
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.recruitment.codes import add_codes, codes_left
from survey.recruitment.models import CompensationCode
from tests.survey.all_rows import about_people
from tests.survey.conftest import opened
from tests.survey.steps import finish
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

BY_CODES = """
extends: ../tda-needfinding/study.yaml
study: by-codes
version: "1.0"
compensation: {kind: codes, code: null, text: Thank you. This is your code.}
"""


@pytest.fixture
def study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_CODES)


@pytest.fixture
def through(study: StudyVersion, django_capture_on_commit_callbacks: Any) -> Any:
    """Gives the address of the last page of somebody new who has completed."""

    def complete(name: str, **options: Any) -> str:
        participant = joined(study, name, **options)
        with django_capture_on_commit_callbacks(execute=True):
            finish(participant)
        return f"/take-part/{participant.token}/pages/compensation.compensation/"

    return complete


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_everybody_reads_a_code_of_their_own_and_it_stays(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    pages = [through("ada"), through("bo")]
    shown = [{code for code in ("AAA-1", "BBB-2") if code in read(client, page)} for page in pages]
    assert sorted(map(len, shown)) == [1, 1]
    assert shown[0] != shown[1]
    assert [{c for c in ("AAA-1", "BBB-2") if c in read(client, page)} for page in pages] == shown
    assert codes_left("by-codes") == 0


def test_which_code_it_was_is_not_kept_with_the_answers(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1"])
    through("ada")
    assert not any("AAA-1" in str(rows) for rows in about_people().values())


def test_where_none_is_left_they_ask_again_later(client: Client, through: Any) -> None:
    page = through("ada")
    told = read(client, page)
    assert "There is no code for you yet" in told
    assert "mailto:study@example.org" in told
    add_codes("by-codes", ["AAA-1"])
    assert "AAA-1" not in read(client, page)  # reading gives nothing away
    assert "AAA-1" in client.post(page, follow=True).content.decode()
    assert "AAA-1" in read(client, page)


@pytest.mark.parametrize("population", [Population.PILOTS, Population.SIMULATED])
def test_only_people_use_codes_up(client: Client, through: Any, population: Population) -> None:
    add_codes("by-codes", ["AAA-1"])
    page = through("pia", population=population)
    assert "A participant finds a personal code here" in read(client, page)
    client.post(page)
    assert codes_left("by-codes") == 1


def test_codes_given_go_with_the_contacts_and_unused_ones_stay(
    client: Client, study: StudyVersion, through: Any
) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    through("ada")
    later = study.definition.retention.contacts_until.replace(year=2999)
    study_row = study.study
    (found,) = expired_contacts(later)
    assert (found.codes, found.identifiers, found.addresses, found.beginnings) == (1, 0, 0, 0)
    delete_expired_contacts(study_row, today=later)
    assert CompensationCode.objects.filter(receiver=None).count() == 1
    assert CompensationCode.objects.count() == 1


def test_nobody_is_given_another_once_theirs_is_deleted(
    client: Client, study: StudyVersion, through: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    page = through("ada")
    until = study.definition.retention.contacts_until
    over = NOON.replace(year=until.year + 1)
    delete_expired_contacts(study.study, today=over.date())
    monkeypatch.setattr(timezone, "now", lambda: over)
    assert "Codes were kept until" in read(client, page)
    client.post(page)
    assert codes_left("by-codes") == 1


def test_whoever_withdraws_leaves_a_code_that_leads_nowhere(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1"])
    page = through("ada")
    client.post(page.split("pages/")[0] + "leave/", {"wish": "delete", "sure": "yes"})
    assert not Participant.objects.exists()
    assert codes_left("by-codes") == 0
