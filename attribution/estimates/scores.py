"""How well estimates agree with what retraining shows.

Arrays are [..., errors, metrics] with training samples or subsets before them; scores are per error
first, and then mean and standard deviation (ddof 1) over the errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from core.arrays import Floats


@dataclass(frozen=True)
class Score:
    """Mean and standard deviation over `errors` errors, for which the score is defined.

    Both are None for none, and the deviation for a single one.
    """

    mean: float | None
    standard_deviation: float | None
    errors: int

    @classmethod
    def over(cls, values: Sequence[float | None]) -> "Score":
        defined = np.array([value for value in values if value is not None])
        return cls(
            mean=float(defined.mean()) if len(defined) else None,
            standard_deviation=float(defined.std(ddof=1)) if len(defined) > 1 else None,
            errors=len(defined),
        )


def rank_correlation(estimates: Floats, truth: Floats) -> float | None:
    """Spearman's rho: the correlation of ranks, equal values sharing their mean rank.

    None where all estimates or all true values are equal, as there is no order to compare.
    estimates and truth [samples].
    """
    ranks = [stats.rankdata(values) for values in (estimates, truth)]
    centred = [rank - rank.mean() for rank in ranks]
    squares = [float(rank @ rank) for rank in centred]
    if min(squares) == 0.0:
        return None
    return float(centred[0] @ centred[1] / np.sqrt(squares[0] * squares[1]))


def rank_correlations(estimates: Floats, truth: Floats) -> Score:
    """`rank_correlation` of every error; both [samples, errors]."""
    return Score.over([rank_correlation(*pair) for pair in zip(estimates.T, truth.T, strict=True)])


def datamodeling_score(estimates: Floats, subsets: Sequence[Sequence[int]], truth: Floats) -> Score:
    """LDS: Spearman's rho over subsets G between sum_{i in G} estimate_i and the true change.

    estimates [samples, errors], truth [subsets, errors]. Source: Park, Georgiev, Ilyas, Leclerc and
    Madry (2023), TRAK: Attributing Model Behavior at Scale, definition 2.3.
    """
    sums = np.array([estimates[list(subset)].sum(axis=0) for subset in subsets])
    return rank_correlations(sums, truth)


def overlap(estimates: Floats, truth: Floats, number: int) -> float | None:
    """Mean over errors of |top n by estimate and by truth| / n, for the n largest.

    Of equal values the earlier sample comes first. An error whose estimates are all equal has no
    top and is left out; None where no error is left. Both [samples, errors], n <= samples.
    """
    shares = []
    for estimated, true in zip(estimates.T, truth.T, strict=True):
        if np.ptp(estimated) == 0.0:
            continue
        tops = [set(np.argsort(-values, kind="stable")[:number]) for values in (estimated, true)]
        shares.append(len(tops[0] & tops[1]) / number)
    return float(np.mean(shares)) if shares else None
