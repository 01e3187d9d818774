"""The exact multinomial test: the chance, under the null, of a sample no likelier than this one.

    p = Σ P(k') over all samples k' of the same size with P(k') ≤ P(k)

(Read & Cressie, 1988; Resin, 2023, doi:10.1080/10618600.2022.2102026). With alike categories a
sample's chance depends on S = Σ ln kᵢ! alone, so integer partitions suffice, and of those only such
as fill half of the categories: two halves, with totals that sum to n, are joined by looking up how
much weight of the one reaches S with the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import gammaln, logsumexp

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts, as_null
from analysis.statistics.partitions import Partitions, how_many, partitions
from core.arrays import Floats, Integers

SAME = 1e-9
"""Two log probabilities nearer than this are a tie; rounding makes equal ones differ by 1e-12."""

MOST_PARTITIONS = 3_000_000
"""Of half of the categories; beyond, about 300 MB and some seconds, the test is simulated."""


@dataclass(frozen=True)
class ExactMultinomial:
    """`standard_error` is of a simulated p-value; None where it is exact or there is none."""

    n: int
    pvalue: float | None
    method: Literal["exact", "simulated", "undefined"]
    standard_error: float | None
    caveats: tuple[str, ...]


def exact_multinomial(
    counts: Sequence[int],
    null: Sequence[float] | None = None,
    *,
    seed: int,
    replicates: int = 100_000,
) -> ExactMultinomial:
    """Test counts [categories] against shares, uniform unless given; raises NotCounts.

    Exact for a uniform null while the partitions fit; otherwise simulated with the seed.
    """
    observed = as_counts(counts)
    shares = as_null(null, len(observed))
    n, categories = int(observed.sum()), len(observed)
    if n == 0 or categories < 2:
        reason = NOBODY if n == 0 else ONE_CATEGORY
        return ExactMultinomial(n, None, "undefined", None, (reason,))
    if np.ptp(shares) == 0.0 and how_many(n, (categories + 1) // 2) <= MOST_PARTITIONS:
        return ExactMultinomial(n, _by_partitions(observed), "exact", None, ())
    return _simulated(observed, shares, seed=seed, replicates=replicates)


def _by_partitions(observed: Integers) -> float:
    n, categories = int(observed.sum()), len(observed)
    wanted = float(gammaln(observed + 1.0).sum()) - SAME
    half = partitions(n, categories // 2)
    other = half if categories % 2 == 0 else partitions(n, categories // 2 + 1)
    scale = float(gammaln(n + 1.0)) - n * float(np.log(categories))
    left, right = _by_total(half, n), _by_total(other, n)
    reached = [_joined(*left[total], *right[n - total], wanted) for total in range(n + 1)]
    return min(1.0, float(np.exp(scale + logsumexp(reached))))


def _by_total(found: Partitions, n: int) -> list[tuple[Floats, Floats]]:
    """For each total its partitions' S, rising, and their log weights."""
    order = np.lexsort((found.surprise, found.total))
    edges = np.searchsorted(found.total[order], np.arange(1, n + 1))
    return list(
        zip(
            np.split(found.surprise[order], edges),
            np.split(found.log_weight[order], edges),
            strict=True,
        )
    )


def _joined(
    left_s: Floats, left_weight: Floats, right_s: Floats, right_weight: Floats, wanted: float
) -> float:
    """Log weight of all pairs whose S together reaches what is wanted; -inf where none does."""
    # The weight of everything from a place on; past the end there is none.
    from_here = np.append(np.logaddexp.accumulate(right_weight[::-1])[::-1], -np.inf)
    place = np.searchsorted(right_s, wanted - left_s)
    return float(logsumexp(left_weight + from_here[place]))


def _simulated(
    observed: Integers, shares: Floats, *, seed: int, replicates: int
) -> ExactMultinomial:
    n = int(observed.sum())
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    least = float(_log_chance(observed, shares)) + SAME
    as_rare = int((_log_chance(drawn, shares) <= least).sum())
    # The observed sample counts as one draw, or p could be zero (Davison & Hinkley, 1997, 4.2).
    pvalue = (as_rare + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    told = f"The p-value is simulated: {replicates:,} samples, seed {seed}, error {error:.2g}."
    return ExactMultinomial(n, pvalue, "simulated", error, (told,))


def _log_chance(samples: Integers, shares: Floats) -> Floats:
    """Log probability of samples [..., categories], up to a constant."""
    return np.asarray((samples * np.log(shares) - gammaln(samples + 1.0)).sum(axis=-1))
