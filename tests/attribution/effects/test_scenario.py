"""An ensemble has at least two members, and seeds that can be used."""

import pytest

from attribution.errors import TrainingError
from tests.attribution.toys import PrototypeTrainer, bird_scenario


def test_one_model_is_no_ensemble() -> None:
    with pytest.raises(TrainingError, match="trains one model only"):
        bird_scenario(trainer=PrototypeTrainer(checkpoints=(1,)))


@pytest.mark.parametrize("seeds", [(1, 1), (-1, 2), (0, 2**32)])
def test_seeds_are_distinct_and_in_range(seeds: tuple[int, ...]) -> None:
    with pytest.raises(TrainingError, match="not distinct whole numbers from 0 to 4294967295"):
        bird_scenario().with_seeds(seeds)
