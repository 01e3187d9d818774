"""Mean, standard deviation and median of numbers, with intervals of the mean and of the median.

Mean: x̄ ± t s / √n, with Student's t of n - 1 degrees of freedom (Student, 1908)
Median: from the k-th smallest to the k-th largest number, with the largest k for which
2 P(B < k) ≤ α, where B is binomial with n and 1/2; it asks for no form of the distribution, and its
confidence is at least that given (Conover, 1999, section 3.2)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.intervals import Interval
from core.arrays import Floats


@dataclass(frozen=True)
class NumbersDescribed:
    """`sd` divides by n - 1; it and `mean_interval` are None for a single number.

    `median_interval` is None where too few numbers give it the confidence asked for.
    """

    n: int
    mean: float
    sd: float | None
    mean_interval: Interval | None
    median: float
    median_interval: Interval | None


def describe_numbers(
    counts: Sequence[tuple[float, int]], *, confidence: float = 0.95
) -> NumbersDescribed | None:
    """Of numbers with how often each was given; None where none was."""
    given = sorted(pair for pair in counts if pair[1])
    if not given:
        return None
    numbers = np.repeat([number for number, _ in given], [times for _, times in given])
    n, mean = len(numbers), float(numbers.mean())
    sd = float(numbers.std(ddof=1)) if n > 1 else None
    return NumbersDescribed(
        n=n,
        mean=mean,
        sd=sd,
        mean_interval=None if sd is None else _of_mean(n, mean, sd, confidence),
        median=float(np.median(numbers)),
        median_interval=_of_median(numbers, confidence),
    )


def _of_mean(n: int, mean: float, sd: float, confidence: float) -> Interval:
    """x̄ ± t s / √n (Student, 1908)."""
    from scipy.special import stdtrit  # slow to import

    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * sd / n**0.5
    return Interval(mean - reach, mean + reach, confidence)


def _of_median(numbers: Floats, confidence: float) -> Interval | None:
    """The k-th smallest and the k-th largest number (Conover, 1999, section 3.2)."""
    from scipy.special import bdtr  # slow to import

    n = len(numbers)
    tails = bdtr(np.arange(n // 2, dtype=np.float64), n, 0.5)
    k = int((2 * tails <= 1 - confidence + 1e-12).sum())
    return Interval(float(numbers[k - 1]), float(numbers[n - k]), confidence) if k else None
