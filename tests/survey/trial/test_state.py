"""What a participant sees in a trial, also when its effects change or are gone."""

from collections.abc import Iterator

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.models import StoredBundle
from survey.models import Choice, Exploration, Participant, Trial
from tests.survey.walker import Walker
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_in_memory() -> Iterator[None]:
    """Bundles are read from the database again, as another process would."""
    effects._index.cache_clear()
    yield
    effects._index.cache_clear()


def test_a_new_bundle_changes_nothing_for_somebody_in_a_trial(
    walker: Walker, nothing_in_memory: None, world: World
) -> None:
    before = walker.client.get(walker.apply().headers["Location"]).content.decode()
    old = StoredBundle.objects.get(digest=trial().bundle)
    StoredBundle.objects.create(
        scenario=old.scenario,
        digest="9" * 64,
        manifest=old.manifest,
        content=old.content.replace('"loss"', '"loss" '),
        loaded_at=NOON.replace(year=2028),
    )
    effects._index.cache_clear()
    after = walker.client.get(walker.address() + "?shown=1").content.decode()
    assert results(after) == results(before)
    assert trial().bundle == old.digest
    scenario = trial().scenario
    assert world.join("bo").trials.get(scenario=scenario).bundle == "9" * 64


def results(page: str) -> str:
    return page[page.index('id="results"') : page.index("</section>", page.index('id="results"'))]


def test_effects_that_are_gone_are_a_page_to_come_back_to_and_nothing_is_lost(
    walker: Walker, nothing_in_memory: None, caplog: pytest.LogCaptureFixture
) -> None:
    walker.apply()
    kept = StoredBundle.objects.filter(digest=trial().bundle).values().get()
    StoredBundle.objects.filter(digest=trial().bundle).delete()
    effects._index.cache_clear()
    for response in (walker.client.get(walker.address()), walker.apply()):
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "Please come back later" in response.content.decode()
    assert Exploration.objects.count() == 1
    said = {each.getMessage() for each in caplog.records}
    assert len(said) == 1
    assert f"No effects bundle has the digest {trial().bundle}." in said.pop()
    StoredBundle.objects.create(**kept)
    assert "Setting 1" in walker.read()


def test_a_setting_that_was_seen_can_be_submitted_while_its_effects_are_gone(
    walker: Walker, nothing_in_memory: None
) -> None:
    walker.apply()
    StoredBundle.objects.all().delete()
    effects._index.cache_clear()
    walker.send({"submit": "1"})
    assert Choice.objects.count() == 1


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    walker.go_on_to(page_of(trial()))
    return walker


def trial() -> Trial:
    return Participant.objects.get().trials.get(position=1)


def page_of(found: Trial) -> str:
    return f"scenario.{found.scenario}.trial"
