"""What is held back is drawn by a seed, and evenly from every class."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.data.held_back import drawn_to_hold_back
from attribution.errors import DataError


@given(
    counts=st.lists(st.integers(1, 40), min_size=2, max_size=5),
    share=st.floats(0, 0.99),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_class_gives_its_share(counts: list[int], share: float, seed: int) -> None:
    labels = np.random.RandomState(1).permutation(np.repeat(np.arange(len(counts)), counts))
    number = int(share * len(labels))
    drawn = drawn_to_hold_back(labels, number, seed)
    assert len(set(drawn)) == number
    assert list(drawn) == sorted(drawn)
    taken = np.bincount(labels[list(drawn)], minlength=len(counts))
    # Ranks (k - 1/2) / c below one limit: within one of the class's share of that limit.
    limits = [((t - 0.5) / c, (t + 0.5) / c) for t, c in zip(taken, counts, strict=True)]
    assert max(below for below, _ in limits) <= min(above for _, above in limits) + 1e-12


def test_a_seed_draws_the_same_again_and_another_one_others() -> None:
    labels = np.arange(90) % 3
    assert drawn_to_hold_back(labels, 30, seed=4) == drawn_to_hold_back(labels, 30, seed=4)
    assert drawn_to_hold_back(labels, 30, seed=4) != drawn_to_hold_back(labels, 30, seed=5)
    assert drawn_to_hold_back(labels, 0, seed=4) == ()


@pytest.mark.parametrize("number", [-1, 12, 13])
def test_something_is_left_to_learn_from(number: int) -> None:
    with pytest.raises(DataError, match=f"{number} of 12 training samples cannot be held back"):
        drawn_to_hold_back(np.arange(12) % 2, number, seed=0)
