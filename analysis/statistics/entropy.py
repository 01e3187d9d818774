"""Shannon's entropy of choices in nats: 0 where all agree, ln K where K choices are even.

    H = -Σ pᵢ ln pᵢ                                    (Shannon, 1948; paper, equation 2)
    normalised by the observed categories: H / ln(number of choices that anybody made)
    normalised by the axis: H / ln(number of choices there were)
    corrected: H + (observed categories - 1) / 2n       (Miller, 1955), at most ln K

The paper's text names the second normalisation, and its table 4 prints the first. The interval is
the percentile interval of resamples that are corrected twice, because the entropy of a resample is
too low for the sample, as that of the sample is for the population. docs/reference/statistics.md
states its coverage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts
from analysis.statistics.intervals import Interval, percentile_interval
from core.arrays import Floats, Integers

ONE_CHOSEN = (
    "Everybody chose the same, so the entropy is 0 and cannot be divided by ln 1: "
    "normalised by the observed categories it is undefined."
)
NO_INTERVAL = (
    "Every resample has the same entropy, so resampling gives no interval; "
    "that does not make the entropy certain."
)
ENTROPY_IS_BIASED = (
    "The entropy of a sample is too low on average; the corrected value allows for that."
)


@dataclass(frozen=True)
class Entropy:
    """`entropy`, `corrected` and `interval` are in nats; None where nothing can be computed.

    There is no interval either where every resample has the same entropy.
    """

    n: int
    observed_categories: int
    categories: int
    entropy: float | None
    normalised_observed: float | None
    normalised_axis: float | None
    corrected: float | None
    interval: Interval | None
    caveats: tuple[str, ...]


def entropy(
    counts: Sequence[int],
    *,
    seed: int,
    replicates: int = 10_000,
    confidence: float = 0.95,
) -> Entropy:
    """H = -Σ pᵢ ln pᵢ of counts [categories of the axis] (Shannon, 1948); raises NotCounts.

    The bootstrap draws n answers from the observed shares, so they have to be of different people.
    """
    observed = as_counts(counts)
    n = int(observed.sum())
    shares = observed / max(n, 1)
    drawn = (
        np.random.default_rng(seed).multinomial(n, shares, size=replicates)
        if n
        else np.zeros((0, len(observed)), dtype=np.int64)
    )
    return entropy_of_resamples(counts, drawn, confidence=confidence)


def entropy_of_resamples(
    counts: Sequence[int],
    drawn: Integers,
    *,
    design_effect: float = 1.0,
    confidence: float = 0.95,
) -> Entropy:
    """The entropy of counts, with an interval from resamples of them [replicates, categories].

    `design_effect` is how many times as much the shares vary as those of independent answers: the
    entropy of a sample is too low by so many times as much. Raises NotCounts.
    """
    observed = as_counts(counts)
    n, seen, categories = int(observed.sum()), int((observed > 0).sum()), len(observed)
    if n == 0:
        return Entropy(n, 0, categories, None, None, None, None, None, (NOBODY,))
    value = float(entropies(observed))
    resampled = corrected(drawn, times=2 * design_effect)
    interval = percentile_interval(resampled, confidence)
    never_differs = interval.low == interval.high
    return Entropy(
        n=n,
        observed_categories=seen,
        categories=categories,
        entropy=value,
        normalised_observed=normalised(value, seen),
        normalised_axis=normalised(value, categories),
        corrected=float(corrected(observed, times=design_effect)),
        interval=None if never_differs else interval,
        caveats=_caveats(seen, categories, never_differs=never_differs),
    )


def entropies(counts: Integers) -> Floats:
    """H = -Σ pᵢ ln pᵢ of counts [..., categories], in nats; 0 where nobody answered."""
    shares = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
    # Subtracting from zero: agreement gives 0.0, not -0.0.
    return np.asarray(0.0 - xlogy(shares, shares).sum(axis=-1))


def corrected(counts: Integers, *, times: float) -> Floats:
    """H + times × (observed categories - 1) / 2n, at most ln K (Miller, 1955).

    Of counts [..., categories], in nats.
    """
    n, seen = np.maximum(counts.sum(axis=-1), 1), (counts > 0).sum(axis=-1)
    raised = entropies(counts) + times * np.maximum(seen - 1, 0) / (2 * n)
    return np.asarray(np.minimum(raised, np.log(counts.shape[-1])))


def normalised(value: float, categories: int) -> float | None:
    """H / ln K, from 0 to 1; None for a single category, as ln 1 is 0."""
    return min(1.0, value / float(np.log(categories))) if categories > 1 else None


def _caveats(seen: int, categories: int, *, never_differs: bool) -> tuple[str, ...]:
    if categories == 1:
        return (ONE_CATEGORY,)
    if seen == 1:
        return (ONE_CHOSEN, NO_INTERVAL)
    return (ENTROPY_IS_BIASED, NO_INTERVAL) if never_differs else (ENTROPY_IS_BIASED,)
