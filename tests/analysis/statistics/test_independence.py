"""Independence is tested as R tests it, also where expected counts are small."""

import numpy as np
import pytest
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.independence import NOTHING_TO_COMPARE, corrected_v, independence
from analysis.statistics.noncentral import effect_interval

NAN, INFINITE = float("nan"), float("inf")

# Agresti (2007, p. 39), in R's help of chisq.test: gender by party.
PARTIES = [[762, 327, 468], [484, 239, 477]]


def test_independence_of_gender_and_party() -> None:
    # R: chisq.test(M): X-squared = 30.07, df = 2, p-value = 2.954e-07.
    result = independence(PARTIES, seed=0, replicates=99)
    assert result.statistic == pytest.approx(30.07, abs=5e-3)
    assert result.df == 2
    assert result.pvalue == pytest.approx(2.954e-07, abs=5e-11)
    assert result.cramers_v == pytest.approx((30.0701 / 2757) ** 0.5, rel=1e-4)


def test_the_simulated_pvalue_is_near_fishers() -> None:
    # R: fisher.test(Job), Agresti (2002, p. 57): p-value = 0.7827.
    job = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
    result = independence(job, seed=0)
    # Pearson's ordering, not Fisher's; R: chisq.test(Job, simulate.p.value = TRUE), about 0.78.
    assert result.pvalue_simulated == pytest.approx(0.78, abs=0.02)
    assert "expected counts are below 5" in result.caveats[0]


@pytest.mark.parametrize("table", [[[3, 4]], [[3, 4], [0, 0]], [[3, 0], [4, 0]], [[0, 0], [0, 0]]])
def test_one_group_or_one_choice_is_nothing_to_compare(table: list[list[int]]) -> None:
    result = independence(table, seed=0)
    assert (result.pvalue, result.pvalue_simulated, result.standard_error) == (None, None, None)
    assert (result.cramers_v, result.v_corrected, result.v_interval) == (None, None, None)
    assert result.caveats == (NOTHING_TO_COMPARE,)


@pytest.mark.parametrize(
    "table",
    [
        [[1, -1]],
        [[1, 2], [3]],
        [[NAN, 1], [2, 3]],
        [[INFINITE, 1], [2, 3]],
        [[2**62, 1], [2, 3]],
        [1, 2],
    ],
)
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(NotCounts, match="give whole numbers"):
        independence(table, seed=0)


def test_no_replicates_are_refused() -> None:
    with pytest.raises(NotCounts, match="ask for at least one"):
        independence([[1, 2], [3, 4]], seed=0, replicates=0)


def test_the_standard_error_is_that_of_the_simulation() -> None:
    # The exact p of [[3, 1], [1, 3]] is Fisher's, 34/70 (Fisher, 1935).
    results = [independence([[3, 1], [1, 3]], seed=seed, replicates=400) for seed in range(100)]
    pvalues = [result.pvalue_simulated or 0 for result in results]
    assert np.mean(pvalues) == pytest.approx(34 / 70, abs=0.012)
    errors = [result.standard_error or 0 for result in results]
    assert np.mean(errors) == pytest.approx(np.std(pvalues), rel=0.2)


def test_an_interval_of_v_is_that_of_r() -> None:
    # R: statpsych::ci.cramer(.05, 19.21, 2, 3, 200), in its help: 0.3099, LL 0.1601, UL 0.4417.
    interval = effect_interval(19.21, 2, scale=200, largest=1.0)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.1601, 0.4417), abs=5e-5)


def test_an_interval_of_v_has_the_scale_of_v() -> None:
    result = independence([[9, 3, 2], [2, 8, 3], [4, 2, 9]], seed=0, replicates=99)
    assert result.statistic is not None
    assert result.v_interval is not None
    for limit, share in ((result.v_interval.low, 0.975), (result.v_interval.high, 0.025)):
        noncentrality = result.n * 2 * limit**2
        assert stats.ncx2.cdf(result.statistic, 4, noncentrality) == pytest.approx(share)


def test_v_is_corrected_as_bergsma_does() -> None:
    # By hand from Bergsma (2013): X² = 4/3, n = 12, r = c = 2; φ̃² = 1/9 - 1/11, r̃ - 1 = 1 - 1/11.
    result = independence([[4, 2], [2, 4]], seed=0, replicates=99)
    assert result.cramers_v == pytest.approx(1 / 3)
    assert result.v_corrected == pytest.approx(((1 / 9 - 1 / 11) / (10 / 11)) ** 0.5)
    # As much as by chance, and less, is nothing.
    assert independence([[3, 3], [3, 3]], seed=0, replicates=99).v_corrected == 0


def test_v_of_a_perfect_dependence_is_one_also_when_corrected() -> None:
    result = independence([[7, 0, 0], [0, 5, 0], [0, 0, 4]], seed=0, replicates=99)
    assert (result.cramers_v, result.v_corrected) == pytest.approx((1, 1))


def test_v_cannot_be_corrected_where_everybody_has_a_group_to_themselves() -> None:
    result = independence([[1, 0], [0, 1], [1, 0]], seed=0, replicates=99)
    assert result.v_corrected is None
    assert result.cramers_v == pytest.approx(1)


@pytest.mark.parametrize(
    # Means by chance of V for 31 people, as printed before.
    ("groups", "choices", "uncorrected"),
    [(9, 3, 0.50), (9, 10, 0.54), (2, 10, 0.53)],
)
def test_where_nothing_differs_little_is_left_of_the_corrected_v(
    groups: int, choices: int, uncorrected: float
) -> None:
    random = np.random.default_rng(1)
    chosen = random.multinomial(31, [1 / choices] * choices)
    met = random.multinomial(31, [1 / groups] * groups)
    drawn = stats.random_table(met, chosen).rvs(2_000, random_state=random)
    expected = np.outer(met, chosen) / 31
    statistics = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    v = np.sqrt(statistics / (31 * (min(groups, choices) - 1)))
    assert v.mean() == pytest.approx(uncorrected, abs=0.04)
    left = np.array([corrected_v(statistic, 31, (groups, choices)) for statistic in statistics])
    assert left.mean() < 0.15
    # In every other study about nothing is left.
    assert np.median(left) < 0.06


@pytest.mark.parametrize(
    ("v", "low", "high"), [(0.47, 0, 0), (0.55, 0.16, 0.21), (0.54, 0.12, 0.18)]
)
def test_a_large_v_of_many_small_groups_is_little_or_nothing(
    v: float, low: float, high: float
) -> None:
    # Nine model errors, three actions, 31 people: V of 0.47, 0.55 and 0.54, rounded, were 0, 0.19
    # and 0.15 without their bias.
    statistic = v**2 * 31 * 2
    assert low <= (corrected_v(statistic, 31, (9, 3)) or 0) <= high
