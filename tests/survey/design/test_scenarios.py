"""What can be chosen in a scenario, and what is left to chance."""

import pytest
from pydantic import ValidationError

from survey.design.scenarios import Randomisation, Scenario


def test_a_scenario_takes_over_design_space_and_questions_unless_it_has_its_own() -> None:
    scenario = Scenario(title="Loans", bundle="loan", brief="You are a developer.")
    assert (scenario.design_space, scenario.levels, scenario.follow_up) == (None, {}, None)


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
