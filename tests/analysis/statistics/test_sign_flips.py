"""Signs are flipped in every way, or at random where there are too many."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.sign_flips import flip_signs
from core.arrays import Integers

# Fisher (1935, section 21): heights of Darwin's crossed minus self-fertilised maize, eighths of an
# inch. Of 2^15 sums 863 are at least 314, so that as many are at most -314.
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def once(values: list[int]) -> tuple[Integers, Integers]:
    return np.array(values, dtype=np.int64), np.ones(len(values), dtype=np.int64)


def test_fishers_own_example() -> None:
    flips = flip_signs(*once(MAIZE), seed=0)
    assert flips is not None
    assert flips.pvalue == pytest.approx(2 * 863 / 2**15, rel=1e-12)
    assert flips.standard_error is None


def test_drawn_signs_come_near_with_their_error() -> None:
    drawn = flip_signs(*once(MAIZE), seed=0, replicates=4_000, largest_work=1)
    assert drawn is not None
    exact = 2 * 863 / 2**15
    assert drawn.standard_error == pytest.approx((exact * (1 - exact) / 4_000) ** 0.5, rel=0.1)
    assert abs(drawn.pvalue - exact) < 4 * (drawn.standard_error or 0)
    assert drawn == flip_signs(*once(MAIZE), seed=0, replicates=4_000, largest_work=1)


@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 3)), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_every_way_of_flipping_is_counted_once(patterns: list[tuple[int, int]]) -> None:
    values = [value for value, times in patterns for _ in range(times)]
    observed = abs(sum(values))
    sums = [
        abs(sum(sign * value for sign, value in zip(signs, values, strict=True)))
        for signs in product([-1, 1], repeat=len(values))
    ]
    flips = flip_signs(*map(np.array, zip(*patterns, strict=True)), seed=0)
    if not any(values):
        assert flips is None
        return
    assert flips is not None
    share = sum(total >= observed for total in sums) / len(sums)
    assert flips.pvalue == pytest.approx(share)
    assert flips.standard_error is None
