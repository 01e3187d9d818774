"""As many as by chance: where chances differ, sums of draws are what is compared with."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.against_chance import against_chance


def test_with_equal_chances_it_is_near_the_binomial_test() -> None:
    # R: binom.test(682, 925, p = 0.75), p-value = 0.3825 (Conover, 1971, p. 97, in its help page).
    test = against_chance(682, [0.75] * 925, seed=1, replicates=20_000)
    assert stats.binomtest(682, 925, 0.75).pvalue == pytest.approx(0.3825, abs=5e-5)
    assert test.pvalue == pytest.approx(0.3825, abs=0.02)
    assert test.chance == 0.75


def test_with_different_chances_all_outcomes_are_as_likely_as_they_should_be() -> None:
    chances = [0.1, 0.5, 0.5, 0.9, 1.0, 0.0]
    likely = np.zeros(7)
    for outcome in product((0, 1), repeat=6):
        likely[sum(outcome)] += np.prod(
            [c if o else 1 - c for c, o in zip(chances, outcome, strict=True)]
        )
    for observed in range(1, 6):
        as_far = [k for k in range(7) if abs(k - 3) >= abs(observed - 3) - 1e-9]
        test = against_chance(observed, chances, seed=1, replicates=20_000)
        assert test.pvalue == pytest.approx(likely[as_far].sum(), abs=0.015)


def test_what_is_not_left_to_chance_is_not_tested() -> None:
    assert against_chance(1, [1.0, 0.0], seed=1).pvalue is None
    assert against_chance(0, [], seed=1).chance is None


def test_chances_that_are_none_are_refused() -> None:
    with pytest.raises(NotCounts):
        against_chance(1, [1.5], seed=1)
    with pytest.raises(NotCounts):
        against_chance(3, [0.5], seed=1)
