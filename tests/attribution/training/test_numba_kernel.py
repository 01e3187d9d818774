"""Models lie side by side in the vector registers and never mix."""

import platform

import numpy as np
import pytest

from attribution.training.logistic import LogisticSettings
from attribution.training.numba_fit import ABREAST, fit_with_numba

pytestmark = pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"},
    reason="elsewhere compilers may fuse multiplication and addition, in one engine only",
)


def test_models_side_by_side_do_not_touch_each_other() -> None:
    random = np.random.RandomState(1)
    inputs = random.normal(size=(30, 4))
    labels = random.randint(2, size=(ABREAST + 3, 30))
    weights = random.choice([0.0, 1.0, 10.0], size=labels.shape)
    settings_ = LogisticSettings(0.01, (2, 4))
    together = fit_with_numba(settings_, inputs, labels, weights, 3)
    for model in (0, ABREAST - 1, ABREAST, ABREAST + 2):
        rows = slice(model, model + 1)
        alone = fit_with_numba(settings_, inputs, labels[rows], weights[rows], 3)
        assert np.array_equal(together[rows], alone)
