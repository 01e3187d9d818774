"""Similarity of gradients at the trained model: inner product, and cosine.

k(x_i, x) = <grad l_i, grad m>, or the same for gradients of length 1. A sample that pulls the
parameters where an error needs them is similar to it. Source: Charpiat, Girard, Felardos and
Tarabalka (2019), Input Similarity from the Neural Network Perspective.
"""

from collections.abc import Sequence

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import DifferentiableModel, error_gradients
from attribution.estimates.products import Compare, estimates_by_products
from attribution.training.task import TrainingTask
from core.arrays import Floats


def gradient_similarity(
    model: DifferentiableModel,
    task: TrainingTask,
    errors: Sequence[Misclassification],
    actions: Sequence[Action],
    compare: Compare,
) -> Floats:
    """-k(d_i, grad m), [actions, samples, errors, metrics]; compare: an inner product or cosine."""
    gradients = error_gradients(model, errors)
    return estimates_by_products(model, task, gradients, actions, compare)
