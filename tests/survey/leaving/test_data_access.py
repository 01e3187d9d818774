"""A participant's copy of everything stored about them."""

import json

import pytest
from django.test import Client

from survey.design.definition import consent_digest
from survey.models import Participant
from tests.survey.all_rows import about_people
from tests.survey.leaving.planted_words import plant
from tests.survey.walker import Walker
from tests.world import World, founding_study

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


STUDY = founding_study().definition


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_the_copy_of_all_that_is_stored_holds_it_too(walker: Walker) -> None:
    own = walker.client.get(f"{walker.home}my-answers.json").json()
    assert own["consent_sha256"] == consent_digest(STUDY)
    agreed = own["consented_to"]
    assert agreed["information"] == STUDY.information
    assert agreed["statements"] == [each.text for each in STUDY.consent.statements]
    assert agreed["compensation"] == STUDY.compensation.offer


def test_a_copy_holds_everything_given_and_nothing_that_opens_the_door(walker: Walker) -> None:
    plant(walker)
    response = walker.client.get(walker.home + "my-answers.json")
    assert "attachment" in response.headers["Content-Disposition"]
    participant = Participant.objects.get()
    text = response.content.decode()
    assert participant.token not in text
    assert participant.start not in text
    copy = json.loads(text)
    missing = [
        (table, name, value)
        for table, rows in about_people().items()
        for row in rows
        for name, value in row.items()
        if about_the_person(table, name) and not found(value, copy)
    ]
    assert missing == []


def about_the_person(table: str, name: str) -> bool:
    """What names rows or opens doors aside, and the places, which hold no person's words."""
    about_others = {"survey_slot", "survey_allocationstep"}
    own = table not in about_others | {"survey_chain", "survey_link", "survey_anchor"}
    return own and name != "id" and not name.endswith(("_id", "token", "start", "position"))


def found(value: object, copy: object) -> bool:
    words = value.isoformat() if hasattr(value, "isoformat") else value
    if value in (None, "active", False) or copy == words:
        return True
    parts = copy.values() if isinstance(copy, dict) else copy if isinstance(copy, list) else ()
    return any(found(value, part) for part in parts)
