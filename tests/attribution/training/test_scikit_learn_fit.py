"""The reference engine, which is scikit-learn itself."""

import platform

import numpy as np
import pytest

from attribution.errors import TrainingError
from attribution.training.logistic import LogisticSettings
from attribution.training.numba_fit import fit_with_numba
from attribution.training.scikit_learn_fit import fit_with_scikit_learn

pytestmark = pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"},
    reason="elsewhere compilers may fuse multiplication and addition, in one engine only",
)


def test_an_overflow_is_a_sentence_in_both_engines() -> None:
    inputs = np.full((12, 1), 1e300)
    labels, weights = np.array([[0, 1] * 6]), np.full((1, 12), 1e10)
    problem = (LogisticSettings(1e-8, (2,)), inputs, labels, weights, 0)
    with pytest.raises(TrainingError, match="overflowed: raise alpha or scale the inputs"):
        fit_with_numba(*problem)
    with pytest.raises(TrainingError, match="scikit-learn could not train the model"):
        fit_with_scikit_learn(*problem)
