"""Tests of effects against their variation between the members of an ensemble."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.arrays import Floats


@dataclass(frozen=True)
class Significance:
    """Arrays of one shape, with an entry for each effect; the variance has ddof 1.

    A `degenerate` effect is equal in all observations, so that no test applies. Its p is 1 where it
    is zero, and else 0, the limit of the test.
    """

    mean: Floats
    variance: Floats
    p: Floats
    p_nguyen: Floats
    degenerate: npt.NDArray[np.bool_]


def observations(members: Floats) -> Floats:
    """x_s = mean over checkpoints of members_s; with one seed, x_k = members_k.

    members [seeds, checkpoints, ...]; observations are along the first axis of the result. The
    checkpoints of one seed resemble each other, so counting each would overstate the evidence
    (Nguyen et al., 2023, average them too). With one seed there is nothing else (appendix C).
    """
    return np.asarray(members[0] if len(members) == 1 else by_seed(members))


def by_seed(members: Floats) -> Floats:
    """The mean over the checkpoints of each seed; members [seeds, checkpoints, ...]."""
    return np.asarray(members[:, 0] if members.shape[1] == 1 else members.mean(axis=1))


def assess(observed: Floats) -> Significance:
    """P = 2 T_{n-1}(-sqrt(n) |mean / sd|) and p_nguyen = 2 Phi(-|mean / sd|).

    observed [observations, ...], n >= 2 of them. p is Student's one-sample t-test against zero,
    two-sided; p_nguyen is the formula of Nguyen et al. (2023), which does not depend on n.
    """
    mean, deviation = observed.mean(axis=0), observed.std(axis=0, ddof=1)
    # By rounding, equal observations can have a deviation, and tiny different ones none.
    degenerate = (observed.max(axis=0) == observed.min(axis=0)) | (deviation == 0.0)
    ratio = np.abs(mean) / np.where(degenerate, 1.0, deviation)
    limit = np.where(mean == 0.0, 1.0, 0.0)
    root, freedom = np.sqrt(len(observed)), len(observed) - 1
    return Significance(
        mean=mean,
        variance=np.where(degenerate, 0.0, deviation**2),
        p=np.where(degenerate, limit, 2 * stats.t.sf(ratio * root, freedom)),
        p_nguyen=np.where(degenerate, limit, 2 * stats.norm.sf(ratio)),
        degenerate=degenerate,
    )


def stacked(parts: Sequence[Significance]) -> Significance:
    """Tests of several parts as those of one whole, along a new first axis."""
    return Significance(
        **{
            field.name: np.stack([getattr(part, field.name) for part in parts])
            for field in fields(Significance)
        }
    )


def benjamini_hochberg(p: Floats, axis: int) -> Floats:
    """q_(i) = min_{j >= i} m p_(j) / j along an axis of m tests (Benjamini & Hochberg, 1995)."""
    return np.asarray(stats.false_discovery_control(p, axis=axis, method="bh"))
