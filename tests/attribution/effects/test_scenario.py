"""An ensemble has at least two members, and seeds that can be used."""

from pathlib import Path

import pytest

from attribution.effects.relevance_rule import RelevanceRule
from attribution.errors import TrainingError
from tests.attribution.finished_runs import finished
from tests.attribution.toys import PrototypeTrainer, bird_scenario


def test_one_model_is_no_ensemble() -> None:
    with pytest.raises(TrainingError, match="trains one model only"):
        bird_scenario(trainer=PrototypeTrainer(checkpoints=(1,)))


@pytest.mark.parametrize("seeds", [(1, 1), (-1, 2), (0, 2**32)])
def test_seeds_are_distinct_and_in_range(seeds: tuple[int, ...]) -> None:
    with pytest.raises(TrainingError, match="not distinct whole numbers from 0 to 4294967295"):
        bird_scenario().with_seeds(seeds)


@pytest.mark.parametrize(
    ("numbers", "said"), [((), "no samples"), ((0, 1), "0, 1 samples"), ((2, 1), "2, 1 samples")]
)
def test_numbers_of_samples_rise_from_one_or_more(numbers: tuple[int, ...], said: str) -> None:
    with pytest.raises(TrainingError, match=f"{said} together: give whole numbers from 1 upwards"):
        bird_scenario(numbers=numbers)


def test_long_lists_stay_long_under_the_rule_of_the_paper() -> None:
    assert bird_scenario(rule=RelevanceRule(most=50)).as_published().rule.most == 50


def test_listed_errors_are_those_of_the_bundle(tmp_path: Path) -> None:
    drawn = finished(bird_scenario(), tmp_path / "drawn")
    ids = tuple(error.id for error in drawn.errors[:2])[::-1]
    scenario = bird_scenario(listed_errors=ids)
    assert "listed_errors" not in bird_scenario().recipe.document
    assert scenario.recipe.document["listed_errors"] == list(ids)
    listed = finished(scenario, tmp_path / "listed")
    assert tuple(error.id for error in listed.errors) == ids
    assert {ranking.error for ranking in listed.rankings} == set(ids)
