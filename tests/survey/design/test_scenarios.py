"""What can be chosen in a scenario, and what is left to chance."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from attribution.axes import LARGEST_NUMBER, Action, Metric
from survey.design.scenarios import Randomisation, Scenario, Settings
from tests.survey.design.study_files import Refusal, assert_refused, refused


@refused(
    Refusal(
        "numbers: [1, 2, 3",
        "numbers: [1, 1, 3",
        "numbers",
        "settings.numbers",
        "1 is named more than once.",
    ),
    Refusal(
        "numbers: [1, 2, 3",
        "numbers: [1, 2, 11",
        "numbers",
        "settings.numbers[3]",
        "11 is too large. Use a number up to 10.",
    ),
    Refusal(
        "actions: [removal",
        "actions: [remove",
        "actions",
        "settings.actions[1]",
        "remove is not known here. Use removal, label_change or upweighting.",
    ),
)
def test_a_level_that_cannot_be_offered_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_every_level_of_every_axis_can_be_offered() -> None:
    numbers = tuple(range(1, LARGEST_NUMBER + 1))
    settings = Settings(actions=tuple(Action), metrics=tuple(Metric), numbers=numbers)
    assert (len(settings.actions), len(settings.metrics)) == (3, 3)
    assert settings.numbers == numbers


def test_levels_are_offered_in_the_order_written() -> None:
    settings = Settings.model_validate(
        {"actions": ["upweighting", "removal"], "metrics": ["loss"], "numbers": ["10", "1"]}
    )
    assert settings.actions == (Action.UPWEIGHTING, Action.REMOVAL)
    assert settings.numbers == (10, 1)


@pytest.mark.parametrize("axis", ["actions", "metrics", "numbers"])
def test_an_axis_offers_something(axis: str) -> None:
    whole = {"actions": ["removal"], "metrics": ["loss"], "numbers": [1]}
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({**whole, axis: []})
    assert [(details["loc"], details["type"]) for details in refused.value.errors()] == [
        ((axis,), "too_short")
    ]


def test_a_scenario_takes_over_settings_and_questions_unless_it_has_its_own() -> None:
    scenario = Scenario(title="Loans", bundle="loan", brief="You are a developer.")
    assert (scenario.settings, scenario.follow_up) == (None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"scenario_order": "random"},
        {"model_error": "first"},
        {"block_size": 0},
        {"block_size": 101},
    ],
)
def test_what_is_left_to_chance_is_one_of_what_can_be_replayed(changed: dict[str, object]) -> None:
    whole = {"scenario_order": "balanced_blocks", "model_error": "uniform"}
    assert Randomisation.model_validate(whole).block_size == 4
    with pytest.raises(ValidationError):
        Randomisation.model_validate({**whole, **changed})
