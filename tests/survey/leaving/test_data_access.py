"""A participant's copy of everything stored about them."""

import json

import pytest
from django.test import Client

from survey.leaving.data_access import own_copy
from survey.models import Participant
from survey.participation.submit import save_draft
from tests.survey.all_rows import about_people
from tests.survey.leaving.planted_words import plant
from tests.survey.steps import FIRST, SECOND, finish, go_to, go_to_trial
from tests.survey.walker import Walker
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


STUDY = founding_study().survey


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_the_copy_of_all_that_is_stored_holds_it_too(walker: Walker) -> None:
    own = walker.client.get(f"{walker.home}my-answers.json").json()
    assert own["consent_sha256"] == STUDY.consent_digest
    agreed = own["consented_to"]
    assert agreed["information"] == STUDY.information
    assert agreed["statements"] == [statement.text for statement in STUDY.consent.statements]
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
        if about_the_person(table, name) and not is_in(value, copy)
    ]
    assert missing == []


def about_the_person(table: str, name: str) -> bool:
    """What names rows or opens doors aside, and the slots, which hold no person's words."""
    about_others = {"survey_slot", "survey_allocationstep"}
    own = table not in about_others | {"survey_chain", "survey_link", "survey_anchor"}
    return own and name != "id" and not name.endswith(("_id", "token", "start", "position"))


def is_part(value: object, copy: object) -> bool:
    """Whether a mapping is told beside other keys, as the levels of a setting are."""
    if not (isinstance(value, dict) and isinstance(copy, dict)):
        return False
    return value != {} and {key: copy.get(key) for key in value} == value


def is_in(value: object, copy: object) -> bool:
    words = value.isoformat() if hasattr(value, "isoformat") else value
    if value in (None, "active", False) or copy == words or is_part(value, copy):
        return True
    parts = copy.values() if isinstance(copy, dict) else copy if isinstance(copy, list) else ()
    return any(is_in(value, part) for part in parts)


def test_a_copy_is_plain_json_for_whoever_has_just_begun(world: World) -> None:
    copy = own_copy(world.ada)
    assert json.loads(json.dumps(copy)) == copy
    assert copy["state"] == "taking part"
    assert (copy["ended_at"], copy["last_active_at"]) == (None, NOON.isoformat())
    assert [answer["question"] for answer in copy["answers"]] == ["developed_models"]
    assert {trial["scenario"] for trial in copy["trials"]} == {"image", "tabular"}
    assert {trial["setting_submitted"] for trial in copy["trials"]} == {None}


def test_a_draft_is_in_the_copy_with_the_page_it_belongs_to(world: World) -> None:
    page = go_to(world.ada, "background.about_you")
    save_draft(world.ada, page, {"gender": "other"}, now=NOON)
    drafts = {visit["page"]: visit["draft"] for visit in own_copy(world.ada)["pages"]}
    assert drafts == {"inclusion": None, page.name: {"gender": "other"}}


def test_every_setting_tried_and_the_one_submitted_are_in_the_copy(world: World) -> None:
    scenario = go_to_trial(world.ada).scenario
    finish(world.ada)
    copy = own_copy(Participant.objects.get())
    trial = next(trial for trial in copy["trials"] if trial["scenario"] == scenario)
    told = [{**setting, "applied_at": NOON.isoformat()} for setting in (FIRST, SECOND)]
    assert trial["settings_tried"] == told
    assert trial["setting_submitted"] == trial["settings_tried"][0]
    assert trial["submitted_at"] == NOON.isoformat()
    assert (copy["state"], copy["ended_at"]) == ("completed", NOON.isoformat())
