"""The copy of a consent: the very text that was agreed to, whatever has been loaded since."""

import pytest
from django.test import Client

from survey.design.definition import consent_digest
from survey.models import Participant
from tests.survey.enrolment.test_signed_consent import another_version
from tests.survey.walker import Walker
from tests.world import World, founding_study

pytestmark = pytest.mark.django_db

STUDY = founding_study().definition


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_it_holds_the_text_the_statements_the_day_and_the_digest(walker: Walker) -> None:
    page = walker.client.get(f"{walker.home}agreed/").content.decode()
    for statement in STUDY.consent.statements:
        assert statement.text in page
    assert "What happens to your answers" in page
    assert f"{Participant.objects.get().consented_at:%B %Y}" in page
    assert consent_digest(STUDY) in page


def test_a_new_version_changes_nothing_in_it(walker: Walker) -> None:
    before = walker.client.get(f"{walker.home}agreed/").content
    another_version()
    assert walker.client.get(f"{walker.home}agreed/").content == before


@pytest.mark.parametrize("way", ["on the way", "stopped", "completed"])
def test_it_can_be_reached_from_every_page_and_at_the_end(walker: Walker, way: str) -> None:
    if way == "completed":
        walker.finish()
    if way == "stopped":
        walker.client.post(f"{walker.home}leave/", {"wish": "stop"})
    link = f'href="{walker.home}agreed/"'
    page = walker.client.get(walker.home, follow=True).content.decode()
    assert link in page
    assert walker.client.get(f"{walker.home}agreed/").status_code == 200


def test_the_copy_of_all_that_is_stored_holds_it_too(walker: Walker) -> None:
    own = walker.client.get(f"{walker.home}my-answers.json").json()
    assert own["consent_sha256"] == consent_digest(STUDY)
    agreed = own["consented_to"]
    assert agreed["information"] == STUDY.information
    assert agreed["statements"] == [each.text for each in STUDY.consent.statements]
    assert agreed["compensation"] == STUDY.compensation.offer


def test_what_somebody_gets_is_part_of_what_is_agreed_to() -> None:
    other = STUDY.model_copy(
        update={"compensation": STUDY.compensation.model_copy(update={"offer": "Nothing."})}
    )
    assert consent_digest(other) != consent_digest(STUDY)
