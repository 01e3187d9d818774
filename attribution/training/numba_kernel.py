"""scikit-learn's stochastic gradient descent for many models at once, equal to the last bit.

Every model goes through the floating-point operations of `SGDClassifier(loss="log_loss",
penalty="l2", learning_rate="optimal")` in the same order: no sum is reordered, and `fastmath` is
off. Only the models, which never mix, lie side by side in the vector registers.
Source: scikit-learn 1.8 and later, `_sgd_fast.pyx.tp`, `_weight_vector.pyx.tp`,
`_seq_dataset.pyx.tp` and `_loss.pyx.tp`.
"""

import math

import numba
import numpy as np
import numpy.typing as npt

from core.arrays import Floats, Integers

SMALLEST_SCALE = 1e-9


@numba.njit(cache=True, nogil=True)
def visiting_order(samples: int, epochs: int, seed: int) -> npt.NDArray[np.int32]:
    """The sample of every step, [epochs, samples]; each epoch shuffles the order of the last."""
    order = np.empty((epochs, samples), np.int32)
    current = np.arange(samples).astype(np.int32)
    for epoch in range(epochs):
        state = np.uint32(max(seed, 1))
        for i in range(samples - 1):
            state ^= np.uint32(state << np.uint32(13))
            state ^= np.uint32(state >> np.uint32(17))
            state ^= np.uint32(state << np.uint32(5))
            j = i + np.int64(state % np.uint32(2**31)) % (samples - i)
            current[i], current[j] = current[j], current[i]
        order[epoch] = current
    return order


@numba.njit(cache=True, nogil=True)
def descend(
    inputs: Floats,
    labels: Floats,
    weights: Floats,
    order: npt.NDArray[np.int32],
    steps: Floats,
    alpha: float,
    checkpoints: Integers,
) -> Floats:
    """W <- (1 - eta alpha) w - eta dL/dz x and b <- b - eta dL/dz, sample by sample.

    Gives the slopes w and then the intercept b, [checkpoints, features + 1, models].
    inputs [samples, features]; labels (0.0 or 1.0) and weights [samples, models]; order and steps
    (the learning rates eta) [epochs, samples]; checkpoints are rising epochs up to the last.
    """
    features, models = inputs.shape[1], labels.shape[1]
    coefficients = np.empty((checkpoints.size, features + 1, models))
    slopes = np.zeros((features, models))
    intercepts, margins, updates = np.zeros(models), np.empty(models), np.empty(models)
    # The slopes are scale * slopes, so that the penalty shrinks a single number in each step.
    scale, checkpoint = 1.0, 0
    for epoch in range(order.shape[0]):
        for position in range(order.shape[1]):
            i, step = order[epoch, position], steps[epoch, position]
            _margins(inputs[i], slopes, scale, intercepts, margins)
            _updates(labels[i], weights[i], margins, step, updates)
            scale *= max(0.0, 1.0 - step * alpha)
            if scale < SMALLEST_SCALE:
                _rescale(slopes, scale, slopes)
                scale = 1.0
            _move(inputs[i], updates, scale, slopes, intercepts)
        if epoch + 1 == checkpoints[checkpoint]:
            _rescale(slopes, scale, coefficients[checkpoint])
            coefficients[checkpoint, features] = intercepts
            checkpoint += 1
    return coefficients


@numba.njit(cache=True, nogil=True)
def _margins(x: Floats, slopes: Floats, scale: float, intercepts: Floats, margins: Floats) -> None:
    for model in range(margins.size):
        margins[model] = 0.0
    for feature in range(x.size):
        for model in range(margins.size):
            margins[model] += slopes[feature, model] * x[feature]
    for model in range(margins.size):
        margins[model] = margins[model] * scale + intercepts[model]


@numba.njit(cache=True, nogil=True)
def _updates(label: Floats, weight: Floats, margins: Floats, step: float, updates: Floats) -> None:
    for model in range(margins.size):
        updates[model] = math.exp(-margins[model])
    for model in range(margins.size):
        decay = updates[model]
        gradient = (1.0 - label[model] - label[model] * decay) / (1.0 + decay)
        updates[model] = -step * gradient * weight[model]
    # scikit-learn uses another formula there; a separate loop keeps the one above fast.
    for model in range(margins.size):
        if margins[model] <= -37.0:
            gradient = math.exp(margins[model]) - label[model]
            updates[model] = -step * gradient * weight[model]


@numba.njit(cache=True, nogil=True)
def _move(x: Floats, updates: Floats, scale: float, slopes: Floats, intercepts: Floats) -> None:
    for model in range(updates.size):
        intercepts[model] += updates[model]
        updates[model] /= scale
    for feature in range(x.size):
        for model in range(updates.size):
            slopes[feature, model] += x[feature] * updates[model]


@numba.njit(cache=True, nogil=True)
def _rescale(slopes: Floats, scale: float, into: Floats) -> None:
    for feature in range(slopes.shape[0]):
        for model in range(slopes.shape[1]):
            into[feature, model] = slopes[feature, model] * scale
