"""Estimates that are inner products of gradients of errors and of training samples."""

from collections.abc import Callable, Sequence

import numpy as np

from attribution.axes import Action
from attribution.estimates.differentiable import (
    DifferentiableModel,
    LossGradients,
    loss_gradients,
)
from attribution.training.intervention import WEIGHTS
from attribution.training.task import TrainingTask
from core.arrays import Floats

Compare = Callable[[Floats, Floats], Floats]
"""From gradients [errors, metrics, parameters] and [samples, parameters] to [samples, errors,
metrics]."""


def estimates_by_products(
    model: DifferentiableModel,
    task: TrainingTask,
    directions: Floats,
    actions: Sequence[Action],
    compare: Compare,
) -> Floats:
    """-<h, d>, [actions, samples, errors, metrics]: what a step against the new gradient changes.

    h are the directions [errors, metrics, parameters] of the errors, and d is the change of a
    training sample's gradient under an action: (w - w_base) g(y) where the action gives the weight
    w, g(y') - g(y) under a label change.
    """
    shape = (len(actions), len(task.labels), *directions.shape[:2])
    estimates = np.empty(shape)
    for gradients in loss_gradients(model, task):
        for at, action in enumerate(actions):
            change = gradient_change(gradients, action)
            estimates[at, gradients.samples] = -compare(directions, change)
    return estimates


def gradient_change(gradients: LossGradients, action: Action) -> Floats:
    """D of `estimates_by_products` for one action, [samples, parameters]."""
    if action is Action.LABEL_CHANGE:
        return gradients.changed - gradients.own
    before = 0.0 if action is Action.COLLECTION else 1.0
    return (WEIGHTS[action] - before) * gradients.own


def inner_products(directions: Floats, changes: Floats) -> Floats:
    """<h, d>, [samples, errors, metrics]."""
    errors, metrics, parameters = directions.shape
    products = changes @ directions.reshape(-1, parameters).T
    return np.asarray(products.reshape(len(changes), errors, metrics))


def cosines(directions: Floats, changes: Floats) -> Floats:
    """<h, d> / (|h| |d|), and 0 where one of them is 0; [samples, errors, metrics]."""
    return inner_products(_of_length_one(directions), _of_length_one(changes))


def _of_length_one(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0.0, 1.0, length))
