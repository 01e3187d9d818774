"""How much counts speak for equal shares, or against them: the Bayes factor of evenness.

    BF₀₁ = P(k | equal shares) / P(k | shares with the Dirichlet(1, …, 1) prior)
         = n! / (Π kᵢ! Kⁿ) × C(n + K - 1, K - 1)

(Good, 1967). Under the prior, in which no shares are more likely than others, every
sample is as probable as every other, and there are C(n + K - 1, K - 1) of them. A p-value that is
not small leaves open whether there is no preference or too little data; this factor tells them
apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts

MOST_LOG = 700.0
"""Factors beyond e to this are given as e to this, or they would not fit into a number."""

BANDS = (
    (100.0, "extreme"),
    (30.0, "very strong"),
    (10.0, "strong"),
    (3.0, "moderate"),
)
"""From which factor on evidence is called what (Jeffreys, 1961; Lee & Wagenmakers, 2013)."""


@dataclass(frozen=True)
class BayesFactor:
    """`bf01` is how many times more probable the counts are with equal shares than without.

    None with a caveat where there is nothing to compare.
    """

    n: int
    bf01: float | None
    caveats: tuple[str, ...]

    @property
    def bf10(self) -> float | None:
        """How many times less probable the counts are with equal shares than without."""
        return None if self.bf01 is None else 1 / self.bf01


def evenness(counts: Sequence[int]) -> BayesFactor:
    """BF₀₁ = n! / (Π kᵢ! Kⁿ) × C(n + K - 1, K - 1) of counts [categories] (Good, 1967).

    Raises NotCounts.
    """
    observed = as_counts(counts)
    n, categories = int(observed.sum()), len(observed)
    if n == 0 or categories < 2:
        return BayesFactor(n, None, (NOBODY if n == 0 else ONE_CATEGORY,))
    log_even = gammaln(n + 1.0) - gammaln(observed + 1.0).sum() - n * np.log(categories)
    log_samples = gammaln(n + categories) - gammaln(n + 1.0) - gammaln(categories)
    log_factor = float(np.clip(log_even + log_samples, -MOST_LOG, MOST_LOG))
    return BayesFactor(n, float(np.exp(log_factor)), ())


def evidence(factor: BayesFactor) -> str:
    """What the factor says, as the words at the end of a sentence.

    Below 3 either way nothing is decided (Jeffreys, 1961; Lee & Wagenmakers, 2013).
    """
    if factor.bf01 is None:
        return "no evidence, as there is nothing to compare"
    larger = max(factor.bf01, 1 / factor.bf01)
    strength = next((word for least, word in BANDS if larger >= least), None)
    if strength is None:
        return "undecided between equal shares and a preference"
    if factor.bf01 > 1:
        return f"{strength} evidence for equal shares"
    return f"{strength} evidence against equal shares"
