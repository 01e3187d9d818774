"""Enrolment: one participant for each consent, with trials that their seeds replay."""

from datetime import timedelta
from typing import Any

import pytest

from attribution import queries as effects
from attribution.actions import load_bundle
from attribution.errors import NotInBundle
from attribution.models import StoredBundle
from survey.design.allocation import drawn_error
from survey.design.tool import Tool
from survey.enrolment.enrol import begun_with, count_screened_out, drawn_seed
from survey.errors import BeginningDeleted
from survey.leaving.withdraw import withdraw
from survey.models import (
    AllocationStep,
    EnrolmentWindow,
    Participant,
    ScreenedOut,
    Slot,
    State,
    Tombstone,
)
from survey.population import Population
from survey.studies.load import SEED_BITS
from tests.survey.steps import finish
from tests.world import EFFECTS, NOON, World

pytestmark = pytest.mark.django_db


def test_a_pilot_needs_no_enrolment_window_no_invitation_and_no_slot(world: World) -> None:
    world.open(quota=0)
    EnrolmentWindow.objects.update(invited_only=True, closes_at=NOON)
    pilot = world.join("pia", population=Population.PILOTS)
    assert sorted(trial.scenario for trial in pilot.trials.all()) == ["image", "tabular"]
    EnrolmentWindow.objects.all().delete()
    world.join("pit", population=Population.PILOTS)
    assert not Slot.objects.exists()


def test_a_pilot_that_completes_takes_no_slot_somebody_gave_up(world: World) -> None:
    withdraw(world.ada, now=NOON)
    for name in ("pia", "pit", "pam", "pip"):  # one of them has the order of the free slot
        finish(world.join(name, population=Population.PILOTS))
    assert set(Participant.objects.values_list("state", flat=True)) == {State.COMPLETED}
    assert Slot.objects.get().completed_at is None
    assert AllocationStep.objects.count() == 2


def test_a_pilot_deleted_is_nobody_who_withdrew(world: World) -> None:
    world.open()
    withdraw(world.join("pia", population=Population.PILOTS), now=NOON)
    assert not Participant.objects.exists()
    assert not Tombstone.objects.exists()


def test_the_same_consent_begins_once(world: World) -> None:
    assert begun_with("ada") is None
    assert world.ada == world.join("ada") == begun_with("ada")
    assert Participant.objects.count() == Slot.objects.count() == 1


def test_a_consent_whose_participant_had_everything_deleted_begins_nothing(world: World) -> None:
    withdraw(world.ada, now=NOON)
    with pytest.raises(BeginningDeleted, match="open the link to the study again"):
        world.join("ada")
    assert not Participant.objects.exists()


def test_the_seed_of_each_trial_replays_its_error(world: World) -> None:
    world.open()
    ada = world.join("ada", draw=iter([41, 42]).__next__)
    trials = list(ada.trials.all())
    assert [trial.seed for trial in trials] == [41, 42]
    for trial in trials:
        errors = [error.id for error in effects.explanations(trial.bundle).bundle.errors]
        assert trial.error == drawn_error(errors, seed=trial.seed)


def test_options_stand_in_one_order_in_all_scenarios_of_a_participant(world: World) -> None:
    world.open()
    orders = set()
    for number in range(20):
        first, second = world.join(f"person {number}").trials.all()
        assert first.options == second.options
        orders.add(str(first.options))
    # Six orders of the actions and six of the metrics: 20 people with one order are 36 ** -19.
    assert len(orders) > 1


def test_where_the_study_draws_no_order_options_stand_as_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.open()
    definition: Any = world.founding.definition
    as_written = definition.model_copy(update={"tool": Tool(option_order="as_written")})
    monkeypatch.setattr(Participant, "definition", as_written)
    written = {axis: list(levels) for axis, levels in as_written.space_of("image").levels.items()}
    for trial in world.join("ada").trials.all():
        assert trial.options == written


@pytest.mark.parametrize("scenario", ["iris", "loan"])
def test_without_the_effects_of_a_scenario_or_of_the_practice_trial_nobody_begins(
    world: World, scenario: str
) -> None:
    world.open()
    StoredBundle.objects.filter(scenario=scenario).delete()
    with pytest.raises(NotInBundle):
        world.join("ada")
    assert not Participant.objects.exists()
    assert not Slot.objects.exists()


def test_seeds_have_as_many_bits_as_a_column_holds() -> None:
    seeds = {drawn_seed() for _draw in range(100)}
    assert len(seeds) == 100
    assert all(0 <= seed < 2**SEED_BITS for seed in seeds)


def test_people_who_do_not_begin_are_counted_by_reason(world: World) -> None:
    for reason in ("declined", "declined", "not_eligible"):
        count_screened_out(world.founding, ScreenedOut.Reason(reason))
    counts = dict(ScreenedOut.objects.values_list("reason", "count"))
    assert counts == {"declined": 2, "not_eligible": 1}


def test_nobody_begins_on_a_bundle_that_lacks_what_the_study_offers(world: World) -> None:
    """As when a bundle of the same name is loaded after the study, with other axes."""
    world.open()
    other = load_bundle(EFFECTS / "loan-explanations", loaded_at=NOON + timedelta(days=1))
    StoredBundle.objects.filter(pk=other.bundle.pk).update(scenario="loan")
    with pytest.raises(NotInBundle, match="The axes are explanation, amount, and what is offered"):
        world.join("ada")
    assert not Participant.objects.exists()
