"""Orders of scenarios in balanced blocks, and uniform draws of errors, that a seed replays."""

from collections import Counter
from random import Random

import pytest

from survey.design.allocation import drawn_error, order_of_slot
from survey.design.definition import SurveyDefinition
from survey.design.scenarios import Randomisation
from tests.world import founding_study

STUDY = founding_study().survey
ORDERS = [("image", "tabular"), ("tabular", "image")]


def with_order(kind: str, block_size: int = 4) -> SurveyDefinition:
    chance = Randomisation.model_validate(
        {"scenario_order": kind, "block_size": block_size, "model_error": "uniform"}
    )
    return STUDY.model_copy(update={"randomisation": chance})


@pytest.mark.parametrize("block_size", [2, 4, 10])
def test_every_whole_block_holds_each_order_equally_often(block_size: int) -> None:
    study = with_order("balanced_blocks", block_size)
    for block in range(50):
        slots = range(block * block_size, (block + 1) * block_size)
        counts = Counter(order_of_slot(study, slot, seed=11) for slot in slots)
        assert counts == dict.fromkeys(ORDERS, block_size // 2)


def test_the_same_seed_replays_the_sequence_and_another_gives_another() -> None:
    first, again, other = (
        [order_of_slot(STUDY, slot, seed=seed) for slot in range(100)] for seed in (5, 5, 6)
    )
    assert first == again
    assert first != other


def test_the_order_of_a_slot_is_known_without_those_before_it() -> None:
    sequence = [order_of_slot(STUDY, slot, seed=5) for slot in range(40)]
    backwards = [order_of_slot(STUDY, slot, seed=5) for slot in reversed(range(40))]
    assert backwards == sequence[::-1]


def test_blocks_are_shuffled_each_in_its_own_way() -> None:
    blocks = {tuple(order_of_slot(STUDY, 4 * b + p, seed=5) for p in range(4)) for b in range(100)}
    assert len(blocks) == 6  # 4! / (2! 2!) arrangements of two orders, twice each


def test_the_order_as_written_is_that_of_the_file() -> None:
    study = with_order("as_written")
    assert {order_of_slot(study, slot, seed=5) for slot in range(20)} == {tuple(study.scenarios)}


def test_over_ten_thousand_draws_every_error_is_equally_likely() -> None:
    chance = Random(2027)  # noqa: S311
    errors = [f"error-{number}" for number in range(9)]
    draws = 10_000
    counts = Counter(drawn_error(errors, seed=chance.getrandbits(53)) for _ in range(draws))
    expected = draws / len(errors)
    chi_square = sum((counts[error] - expected) ** 2 / expected for error in errors)
    # Table of the chi-square distribution, 8 degrees of freedom: 26.12 is exceeded once in 1,000.
    assert chi_square < 26.12
    # A draw too even to be chance: 0.857 is undercut once in 1,000.
    assert chi_square > 0.857


def test_a_recorded_seed_replays_its_draw() -> None:
    errors = ["a", "b", "c"]
    for seed in range(100):
        assert drawn_error(errors, seed=seed) == drawn_error(errors, seed=seed)


def test_the_only_error_is_the_one_drawn() -> None:
    assert drawn_error(["alone"], seed=1) == "alone"
