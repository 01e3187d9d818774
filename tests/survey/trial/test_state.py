"""What a participant sees in a trial, also when its effects change or are gone."""

from collections.abc import Iterator

import pytest

from attribution import queries as effects
from attribution.axes import Metric
from attribution.models import StoredBundle
from survey.models import Choice, Exploration, Participant, Trial
from survey.trial.apply import apply_setting, submit_setting
from survey.trial.state import submitted_in, trial_state
from tests.survey.steps import FIRST, SECOND, go_to_trial
from tests.survey.trial.first_trial import first_trial
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
    old = StoredBundle.objects.get(digest=first_trial().bundle)
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
    assert first_trial().bundle == old.digest
    scenario = first_trial().scenario
    assert world.join("bo").trials.get(scenario=scenario).bundle == "9" * 64


def results(page: str) -> str:
    return page[page.index('id="results"') : page.index("</section>", page.index('id="results"'))]


def test_effects_that_are_gone_are_a_page_to_come_back_to_and_nothing_is_lost(
    walker: Walker, nothing_in_memory: None, caplog: pytest.LogCaptureFixture
) -> None:
    walker.apply()
    removed = StoredBundle.objects.filter(digest=first_trial().bundle).values().get()
    StoredBundle.objects.filter(digest=first_trial().bundle).delete()
    effects._index.cache_clear()
    for response in (walker.client.get(walker.address()), walker.apply()):
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "Please come back later" in response.content.decode()
    assert Exploration.objects.count() == 1
    said = {record.getMessage() for record in caplog.records}
    assert len(said) == 1
    assert f"No bundle has the digest {first_trial().bundle}." in said.pop()
    StoredBundle.objects.create(**removed)
    assert "Setting 1" in walker.read()


def test_a_setting_that_was_seen_can_be_submitted_while_its_effects_are_gone(
    walker: Walker, nothing_in_memory: None
) -> None:
    walker.apply()
    StoredBundle.objects.all().delete()
    effects._index.cache_clear()
    walker.send({"submit": "1"})
    assert Choice.objects.count() == 1


def test_a_trial_that_nobody_applied_anything_in_has_nothing_tried(world: World) -> None:
    page = go_to_trial(world.ada)
    state = trial_state(Participant.objects.get(), page.scenario or "")
    assert (state.tried, state.newest, state.at("1")) == ((), None, None)
    assert state.error.id == state.trial.error


def test_settings_tried_stand_in_their_order_and_one_that_comes_again_names_the_first(
    world: World,
) -> None:
    page = go_to_trial(world.ada)
    for setting in (FIRST, SECOND, FIRST):
        apply_setting(world.ada, page, setting, now=NOON)
    state = trial_state(Participant.objects.get(), page.scenario or "")
    assert [tried.setting for tried in state.tried] == [FIRST, SECOND, FIRST]
    assert [tried.first_position for tried in state.tried] == [1, 2, 1]
    assert [tried.is_repeated for tried in state.tried] == [False, False, True]
    assert state.newest == state.tried[2]
    assert state.tried[0].results == state.tried[2].results


@pytest.mark.parametrize("position", [None, "", "0", "3", "-1", "01", "x", "²"])
def test_an_address_names_a_setting_by_its_exact_position(
    world: World, position: str | None
) -> None:
    page = go_to_trial(world.ada)
    for setting in (FIRST, SECOND):
        apply_setting(world.ada, page, setting, now=NOON)
    state = trial_state(Participant.objects.get(), page.scenario or "")
    assert state.at("2") == state.tried[1]
    assert state.at(position) is None


def test_metrics_are_offered_in_the_order_of_the_participant(world: World) -> None:
    page = go_to_trial(world.ada)
    order = [str(metric) for metric in reversed(Metric)]
    Trial.objects.update(options={"metric": order})
    state = trial_state(Participant.objects.get(), page.scenario or "")
    assert state.metrics == order


def test_what_was_submitted_is_there_with_and_without_its_effects(world: World) -> None:
    page = go_to_trial(world.ada)
    scenario = page.scenario or ""
    with pytest.raises(Participant.DoesNotExist):
        submitted_in(Participant.objects.get(), scenario)
    for setting in (FIRST, SECOND):
        apply_setting(world.ada, page, setting, now=NOON)
    submit_setting(world.ada, page, 2, now=NOON)
    submitted = submitted_in(Participant.objects.get(), scenario)
    assert submitted.setting == SECOND
    assert submitted.state is not None
    assert [tried.position for tried in submitted.state.tried] == [2]
    Trial.objects.update(bundle="0" * 64)
    without = submitted_in(Participant.objects.get(), scenario)
    assert (without.setting, without.state) == (SECOND, None)
