"""Numbers are described by their mean and median, with intervals that have a known confidence."""

from fractions import Fraction
from math import comb

import pytest

from analysis.statistics.numbers import describe_numbers

# The first ten rows of R's data set `sleep` (Student, 1908): hours of sleep gained.
SLEEP = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)


def test_the_mean_and_its_interval_are_those_of_r() -> None:
    described = describe_numbers([(hours, 1) for hours in SLEEP])
    assert described is not None
    assert described.mean_interval is not None
    # R 4.3, t.test(sleep$extra[1:10]): mean of x 0.75, 95 percent confidence interval
    # -0.5297804 2.0297804; sd(sleep$extra[1:10]) 1.78901; median 0.35.
    assert described.mean == pytest.approx(0.75)
    assert described.sd == pytest.approx(1.78901, abs=5e-6)
    assert described.mean_interval.low == pytest.approx(-0.5297804, abs=5e-8)
    assert described.mean_interval.high == pytest.approx(2.0297804, abs=5e-8)
    assert described.median == pytest.approx(0.35)


@pytest.mark.parametrize("n", [5, 6, 10, 31, 100])
def test_the_median_lies_between_two_of_the_numbers_with_the_confidence_asked_for(n: int) -> None:
    def confidence(k: int) -> Fraction:
        """Enumerated: that the median lies between the k-th smallest and k-th largest of n."""
        return 1 - Fraction(2 * sum(comb(n, i) for i in range(k)), 2**n)

    enough = [k for k in range(1, n // 2 + 1) if confidence(k) >= Fraction(95, 100)]
    described = describe_numbers([(float(number), 1) for number in range(1, n + 1)])
    assert described is not None
    if not enough:
        assert described.median_interval is None
        return
    assert described.median_interval is not None
    k = max(enough)
    assert (described.median_interval.low, described.median_interval.high) == (k, n - k + 1)


def test_numbers_given_by_several_are_counted_as_often() -> None:
    once = describe_numbers([(1.0, 1), (2.0, 1), (2.0, 1), (5.0, 1)])
    assert describe_numbers([(5.0, 1), (2.0, 2), (1.0, 1), (9.0, 0)]) == once


def test_one_number_has_no_spread_and_none_has_nothing() -> None:
    one = describe_numbers([(3.0, 1)])
    assert one is not None
    assert (one.n, one.mean, one.median) == (1, 3.0, 3.0)
    assert (one.sd, one.mean_interval, one.median_interval) == (None, None, None)
    assert describe_numbers([]) is None
