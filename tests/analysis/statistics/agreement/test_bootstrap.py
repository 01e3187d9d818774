"""Units are drawn again as often as there are, and intervals leave out what is undefined."""

import numpy as np
import pytest

from analysis.statistics.agreement.bootstrap import percentile_intervals, resampled
from analysis.statistics.agreement.coefficients import cohen
from analysis.statistics.agreement.measures import JACCARD
from analysis.statistics.agreement.units import CodedUnit, judgements
from analysis.statistics.agreement.values import EVERYTHING, UnitSums
from tests.analysis.statistics.agreement.nominal_ratings import from_contingency


def test_each_replicate_draws_as_many_units_as_there_are() -> None:
    weights = resampled(7, 50, seed=3)
    assert weights.shape == (50, 7)
    assert weights.sum(axis=1).tolist() == [7] * 50
    assert weights.tolist() == resampled(7, 50, seed=3).tolist()


def test_every_unit_is_drawn_once_on_average() -> None:
    # The number of draws of a unit is binomial, n = 4 and p = 1/4: mean 1, variance 3/4.
    weights = resampled(4, 20_000, seed=1)
    error = (3 / 4 / 20_000) ** 0.5
    assert weights.mean(axis=0) == pytest.approx(np.ones(4), abs=4 * error)


def test_intervals_are_those_of_numpy() -> None:
    values = np.random.default_rng(2).random((41, 2))
    values[5, 1] = np.nan
    first, second = percentile_intervals(values, 0.9)
    assert first is not None
    assert second is not None
    assert (first.low, first.high) == pytest.approx(np.quantile(values[:, 0], [0.05, 0.95]))
    assert (second.low, second.high) == pytest.approx(np.nanquantile(values[:, 1], [0.05, 0.95]))
    assert second.replicates == 40


def test_a_column_that_is_mostly_undefined_has_no_interval() -> None:
    values = np.full((10, 1), np.nan)
    values[:4, 0] = 1
    assert percentile_intervals(values, 0.95) == [None]


def test_an_interval_says_on_how_many_replicates_it_rests() -> None:
    nothing: dict[str, set[str]] = {"ada": set(), "bo": set()}
    findings = [{"ada": {"noise"}, "bo": {"noise"}}, {"ada": {"noise"}, "bo": set()}, nothing]
    coded = [CodedUnit(f"P{number}", themes) for number, themes in enumerate(findings)]
    sums = UnitSums(judgements(coded, {"noise"}), {"noise": ""})
    values = sums.weighted(resampled(3, 200, seed=1))[EVERYTHING, JACCARD]
    (interval,) = percentile_intervals(values[:, None], 0.95)
    assert interval is not None
    assert interval.low <= 1 / 2 <= interval.high
    assert interval.replicates < 200  # P2 three times has nothing that could overlap


def test_the_bootstrap_is_as_wide_as_the_asymptotic_standard_error() -> None:
    # Wikipedia's first table in R's vcd: ASE .127, 95 % interval .151 to .649.
    tallies = from_contingency([[20, 5], [10, 15]])
    weights = np.random.default_rng(1).multinomial(50, np.full(50, 1 / 50), 4_000).astype(float)
    kappas = cohen(tallies.weighted(weights))[:, 0]
    assert kappas.std() == pytest.approx(0.127, abs=0.006)
    assert np.quantile(kappas, [0.025, 0.975]) == pytest.approx([0.151, 0.649], abs=0.02)
