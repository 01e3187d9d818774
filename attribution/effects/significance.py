"""Whether an effect stands out from its own variation between the members of an ensemble."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from core.arrays import Floats


@dataclass(frozen=True)
class Significance:
    """Arrays of one shape, an entry for each effect.

    `degenerate` marks an effect equal in every observation: it has no variance, so no test applies.
    Its p is 1 where it is zero and 0, the limit of the test, where it is not.
    """

    mean: Floats
    variance: Floats
    p: Floats
    p_nguyen: Floats
    degenerate: npt.NDArray[np.bool_]


def observations(members: Floats) -> Floats:
    """Give what counts as one observation, along the first axis; members [seeds, checkpoints, ...].

    With one seed these are the checkpoints (paper, appendix C). With more they are the means over
    each seed's checkpoints: those of one seed resemble each other, and counting them singly would
    overstate the evidence (so average Nguyen et al., 2023).
    """
    return np.asarray(members[0] if len(members) == 1 else members.mean(axis=1))


def assess(observed: Floats) -> Significance:
    """Test each effect's mean against zero; observed [observations, ...], at least two of them.

    p: Student's one-sample t-test, two-sided. p_nguyen: 2 Phi(-|mean / sd|), the formula of
    Nguyen et al. (2023), which does not grow stricter or milder with the number of observations.
    """
    mean, deviation = observed.mean(axis=0), observed.std(axis=0, ddof=1)
    # Rounding can give equal observations a deviation, and tiny ones none.
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


def benjamini_hochberg(p: Floats, axis: int) -> Floats:
    """Turn p into q, the false discovery rate along an axis (Benjamini & Hochberg, 1995)."""
    return np.asarray(stats.false_discovery_control(p, axis=axis, method="bh"))
