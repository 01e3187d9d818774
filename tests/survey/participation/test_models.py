"""What the database promises of participants, whatever the code does."""

import pytest
from django.db import IntegrityError, transaction

from survey.models import (
    Answer,
    Choice,
    Draft,
    Exploration,
    PageVisit,
    Participant,
    State,
    Trial,
)
from survey.population import Population
from tests.survey.steps import FIRST, finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_there_is_no_fourth_population(world: World) -> None:
    world.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        world.join("sim", population="robots")


def test_the_kind_of_each_is_told_in_words(world: World) -> None:
    world.open()
    kinds = {
        world.ada.kind,
        world.join("pia", population=Population.PILOTS).kind,
        world.join("sim", population=Population.SIMULATED).kind,
    }
    assert kinds == {"participant", "pilot", "simulated participant"}
    assert set(Participant.objects.values_list("state", flat=True)) == {State.ACTIVE}


def test_a_page_is_visited_and_a_question_answered_once(world: World) -> None:
    visit = world.ada.visits.get(page="inclusion")
    with pytest.raises(IntegrityError), transaction.atomic():
        PageVisit.objects.create(participant=world.ada, page="inclusion", shown_at=NOON)
    answer = {"participant": world.ada, "visit": visit, "question": "developed_models"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**answer, value="no")
    Answer.objects.create(**answer, scenario="image", value="no")


@pytest.mark.parametrize("changed", [{"position": 9}, {"scenario": "birds"}])
def test_a_participant_has_one_trial_of_each_scenario_and_at_each_position(
    world: World, changed: dict[str, object]
) -> None:
    trial = world.ada.trials.get(position=1)
    values = {"scenario": trial.scenario, "position": 1, "bundle": "b", "error": "e", "seed": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.create(participant=world.ada, **{**values, **changed})


def test_a_trial_has_one_apply_at_each_position_and_one_choice(world: World) -> None:
    finish(world.ada)
    trial = world.ada.trials.get(position=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exploration.objects.create(trial=trial, position=1, setting=dict(FIRST), applied_at=NOON)
    second = trial.explorations.get(position=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(trial=trial, exploration=second, chosen_at=NOON)


def test_the_order_of_the_scenarios_is_that_of_the_trials(world: World) -> None:
    order = tuple(world.ada.trials.order_by("position").values_list("scenario", flat=True))
    assert Participant.objects.get().order == order
    assert world.ada.trial_of(order[1]).position == 2


@pytest.mark.parametrize("scenario", ["birds", "", None])
def test_a_trial_of_no_scenario_is_not_there(world: World, scenario: str | None) -> None:
    with pytest.raises(Trial.DoesNotExist):
        world.ada.trial_of(scenario)


def test_everything_known_of_a_participant_is_deleted_with_the_row(world: World) -> None:
    finish(world.ada)
    visit = world.ada.visits.first()
    assert visit is not None
    Draft.objects.create(visit=visit, content={}, saved_at=NOON)
    world.ada.delete()
    for model in (PageVisit, Trial, Answer, Draft, Exploration, Choice):
        assert not model.objects.exists(), model


def test_only_people_are_persons(world: World) -> None:
    assert world.ada.is_person
    for population in (Population.PILOTS, Population.SIMULATED):
        assert not world.join(population.value, population=population).is_person
