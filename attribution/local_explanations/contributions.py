"""phi_j = sum_f w_f (x_f - mean_f): what each feature contributes to the logit of a linear model.

The sum runs over the inputs f of feature j, a category's one-hot inputs together; mean_f is that of
the background, here the training samples. For a model that is a sum over features these are the
exact Shapley values of the game in which features outside a coalition take values of the background
(Lundberg and Lee, 2017, corollary 1; Strumbelj and Kononenko, 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.arrays import Floats


@dataclass(frozen=True)
class Contributions:
    """Of each feature to the logit, [features], in log odds of the second class.

    `average` is the mean logit of the background: average + sum of `features` = the sample's logit.
    """

    average: float
    features: Floats

    @property
    def logit(self) -> float:
        return float(self.average + self.features.sum())

    @property
    def largest_first(self) -> list[int]:
        """Positions of the features by the size of their contributions, ties as they stand."""
        return [int(at) for at in np.argsort(-np.abs(self.features), kind="stable")]


def feature_contributions(
    slopes: Floats,
    intercept: float,
    sample: npt.NDArray[np.floating],
    background: npt.NDArray[np.floating],
    blocks: Sequence[slice],
) -> Contributions:
    """Exact Shapley values; sample and slopes [inputs], background [samples, inputs].

    `blocks` are the inputs of each feature, and together are all inputs.
    """
    means = background.mean(axis=0)
    of_inputs = slopes * (sample - means)
    return Contributions(
        average=float(slopes @ means + intercept),
        features=np.array([of_inputs[block].sum() for block in blocks]),
    )
