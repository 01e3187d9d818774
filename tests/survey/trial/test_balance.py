"""How evenly the model errors were met by participants who completed."""

from collections import Counter

import pytest

from attribution import queries as effects
from survey.models import Participant, State, Trial
from survey.trial.balance import stimulus_balance
from tests.survey.steps import finish
from tests.world import World

pytestmark = pytest.mark.django_db


def balance(world: World) -> dict[str, dict[str, int]]:
    """By the title of the scenario, how many met each error."""
    balances = stimulus_balance(Participant.objects.all(), world.founding.survey)
    return {
        scenario_balance.scenario: {
            stimulus.error: stimulus.completed for stimulus in scenario_balance.stimuli
        }
        for scenario_balance in balances
    }


def test_nobody_who_is_still_taking_part_is_counted(world: World) -> None:
    assert world.ada.state == State.ACTIVE
    assert balance(world) == {}


def test_every_error_that_could_be_drawn_is_listed_also_where_nobody_met_it(
    world: World,
) -> None:
    finish(world.ada)
    scenarios = world.founding.survey.scenarios
    by_title = balance(world)
    assert set(by_title) == {scenario.title for scenario in scenarios.values()}
    for key, scenario in scenarios.items():
        trial = world.ada.trials.get(scenario=key)
        errors = effects.explanations(trial.bundle).bundle.errors
        assert by_title[scenario.title] == {
            error.id: int(error.id == trial.error) for error in errors
        }


def test_each_completed_participant_is_counted_once_in_each_scenario(world: World) -> None:
    world.open()
    for number in range(4):
        finish(world.join(f"person {number}"))
    trials = Counter(Trial.objects.values_list("scenario", "error"))
    for key, scenario in world.founding.survey.scenarios.items():
        counted = balance(world)[scenario.title]
        assert sum(counted.values()) == 4
        assert all(counted[error] == trials[key, error] for error in counted)


def test_the_error_that_is_practised_on_is_not_missed(world: World) -> None:
    finish(world.ada)
    study = world.founding.survey
    practice = study.tutorial.practice
    assert practice is not None
    on_loan = practice.model_copy(update={"bundle": "loan", "error": None})
    tutorial = study.tutorial.model_copy(update={"practice": on_loan})
    Trial.objects.filter(scenario="tabular").update(error=loan_errors(world)[1])
    balances = stimulus_balance(
        Participant.objects.all(), study.model_copy(update={"tutorial": tutorial})
    )
    [tabular] = [
        scenario_balance
        for scenario_balance in balances
        if scenario_balance.scenario == study.scenarios["tabular"].title
    ]
    assert [stimulus.error for stimulus in tabular.stimuli] == loan_errors(world)[1:]


def loan_errors(world: World) -> list[str]:
    bundle = effects.explanations(world.ada.trials.get(scenario="tabular").bundle).bundle
    return [error.id for error in bundle.errors]


def test_where_effects_are_gone_errors_are_called_by_their_ids(world: World) -> None:
    finish(world.ada)
    Trial.objects.filter(scenario="image").update(bundle="0" * 64, error="test-9")
    balances = stimulus_balance(Participant.objects.all(), world.founding.survey)
    [gone] = [
        scenario_balance for scenario_balance in balances if scenario_balance.bundle == "0" * 64
    ]
    assert [(stimulus.error, stimulus.label, stimulus.completed) for stimulus in gone.stimuli] == [
        ("test-9", "test-9", 1)
    ]


def test_an_error_is_called_by_its_classes_and_its_id(world: World) -> None:
    finish(world.ada)
    balances = stimulus_balance(Participant.objects.all(), world.founding.survey)
    digest = world.ada.trials.get(scenario="tabular").bundle
    [tabular] = [balance for balance in balances if balance.bundle == digest]
    loan = effects.explanations(digest)
    assert [stimulus.label for stimulus in tabular.stimuli] == [
        loan.words_of(error) for error in loan.errors
    ]
    true, predicted = (
        loan.facts_of(loan.errors[0])["true_class"],
        loan.facts_of(loan.errors[0])["predicted_class"],
    )
    assert tabular.stimuli[0].label == f"“{true}” taken for “{predicted}” ({loan.errors[0]})"
    assert true != predicted
