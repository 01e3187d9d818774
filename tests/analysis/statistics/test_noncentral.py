"""Limits have the tail they promise, by an independent sum, and intervals stay possible."""

import numpy as np
import pytest
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.noncentral import LARGE, effect_interval, noncentrality


def by_mixture(statistic: float, df: int, noncentral: float) -> float:
    """P(χ²(df, λ) ≤ X²) as central chi-squares weighted by a Poisson distribution."""
    steps = np.arange(400)
    weights = stats.poisson.pmf(steps, noncentral / 2)
    return float(weights @ stats.chi2.cdf(statistic, df + 2 * steps))


@pytest.mark.parametrize(("statistic", "df"), [(11.4, 2), (30.0, 15), (52.0, 6), (209.98, 9)])
@pytest.mark.parametrize("share", [0.025, 0.975])
def test_a_limit_has_its_tail(statistic: float, df: int, share: float) -> None:
    limit = noncentrality(statistic, df, share)
    assert by_mixture(statistic, df, limit) == pytest.approx(share, abs=1e-7)


def test_a_statistic_that_is_likely_without_any_effect_has_no_lower_limit() -> None:
    assert noncentrality(4.0, 2, 0.975) == 0
    interval = effect_interval(4.0, 2, scale=30, largest=2**0.5)
    assert interval is not None
    assert interval.low == 0 < interval.high


def test_limits_of_huge_statistics_go_on_smoothly() -> None:
    below, above = (noncentrality(LARGE * factor, 9, 0.025) for factor in (0.999999, 1.000001))
    assert above / below == pytest.approx(1.000002, abs=1e-6)
    interval = effect_interval(3e9 * 9, 9, scale=3e9, largest=3.0)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((3, 3), abs=1e-4)


def test_a_higher_confidence_makes_a_wider_interval() -> None:
    narrow, wide = (
        effect_interval(11.4, 2, scale=30, largest=1.5, confidence=confidence)
        for confidence in (0.9, 0.99)
    )
    assert narrow is not None
    assert wide is not None
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("confidence", [95, 0, 1, -0.5, float("nan"), float("inf")])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(NotCounts, match=r"such as 0\.95"):
        effect_interval(11.4, 2, scale=30, largest=1.5, confidence=confidence)
