"""The fast engine for logistic regression, which equals the reference bit for bit."""

import numpy as np

from attribution.errors import TrainingError
from attribution.training.logistic import LogisticSettings, learning_rates
from attribution.training.numba_kernel import descend, visiting_order
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from core.arrays import Floats, Integers

ABREAST = 64
"""Models trained side by side: they fill the vector registers and fit in the first cache."""


def fit_with_numba(
    settings: LogisticSettings, inputs: Floats, labels: Integers, weights: Floats, seed: int
) -> Floats:
    epochs, samples = settings.checkpoints[-1], len(inputs)
    order = visiting_order(samples, epochs, _shuffling_seed(seed))
    steps = learning_rates(settings.alpha, epochs * samples).reshape(epochs, samples)
    checkpoints = np.array(settings.checkpoints)
    blocks = [
        descend(
            inputs,
            np.ascontiguousarray(labels[start : start + ABREAST].T, dtype=np.float64),
            np.ascontiguousarray(weights[start : start + ABREAST].T),
            order,
            steps,
            settings.alpha,
            checkpoints,
        )
        for start in range(0, len(labels), ABREAST)
    ]
    coefficients = np.concatenate(blocks, axis=2).transpose(2, 0, 1)
    if not np.isfinite(coefficients).all():
        raise TrainingError("A model's coefficients overflowed: raise alpha or scale the inputs.")
    return np.ascontiguousarray(coefficients)


def numba_agrees(alpha: float) -> bool:
    """Whether scikit-learn and numba round alike on this machine, tried on a small problem.

    They may not on processors whose compilers fuse multiplication and addition.
    """
    random = np.random.RandomState(0)
    inputs, labels = random.normal(size=(60, 5)), random.randint(2, size=(2, 60))
    problem = (LogisticSettings(alpha, (2, 5)), inputs, labels, np.ones((2, 60)), 1)
    return bool(np.array_equal(fit_with_numba(*problem), fit_with_scikit_learn(*problem)))


def _shuffling_seed(seed: int) -> int:
    """The second number of scikit-learn's generator, which seeds its shuffling."""
    random = np.random.RandomState(seed)
    random.randint(1, np.iinfo(np.int32).max)
    return int(random.randint(np.iinfo(np.int32).max))
