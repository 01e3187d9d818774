"""Linear models whose retraining is solved to the last digits, and a link with squared losses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit, log_softmax

from attribution.axes import Metric
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import LinearModel
from attribution.estimates.links import Link, OneAgainstRest, Sigmoid
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

ERRORS = (Misclassification(0, 0, 1), Misclassification(3, 1, 0))


def task(classes: int = 2, samples: int = 20, features: int = 3) -> TrainingTask:
    """Overlapping clouds, each shifted along a feature of its own."""
    random = np.random.RandomState(3)
    labels = np.arange(samples + 6) % classes
    inputs = random.normal(size=(samples + 6, features))
    inputs[np.arange(samples + 6), labels % features] += 0.8
    return TrainingTask(
        inputs=inputs[:samples],
        labels=labels[:samples],
        changed_labels=(labels[:samples] + 1) % classes,
        evaluated=inputs[samples:],
        classes=classes,
        seed=0,
    )


def permuted(of: TrainingTask, order: Integers) -> TrainingTask:
    return replace(
        of,
        inputs=of.inputs[order],
        labels=of.labels[order],
        changed_labels=of.changed_labels[order],
    )


def loss(link: Link, z: Floats, labels: Integers) -> Floats:
    """The loss of each sample in z [samples, columns], by SciPy's own functions."""
    if isinstance(link, Sigmoid):
        return np.asarray(-np.log(expit(np.where(labels == 1, z[:, 0], -z[:, 0]))))
    if isinstance(link, OneAgainstRest):
        signs = np.where(np.arange(z.shape[1]) == labels[:, np.newaxis], 1.0, -1.0)
        return np.asarray(-np.log(expit(signs * z)).sum(axis=1))
    return np.asarray(-log_softmax(z, axis=1)[np.arange(len(labels)), labels])


def trained(
    link: Link, of: TrainingTask, weights: Floats, labels: Integers, shrinkage: float = 0.05
) -> LinearModel:
    """The minimum of sum_i w_i l_i / n + shrinkage |slopes|^2 / 2."""
    columns = 1 if isinstance(link, Sigmoid) else of.classes
    start = LinearModel(
        np.zeros((columns, of.inputs.shape[1] + 1)), link, shrinkage, of.inputs, of.evaluated
    )
    shape = start.coefficients.shape

    def slopes(flat: Floats) -> Floats:
        model = replace(start, coefficients=flat.reshape(shape))
        residuals = link.residuals(model.predictors(of.inputs), labels)
        mean = weights @ model.pull_back(of.inputs, residuals) / len(labels)
        return np.asarray(mean + model.penalty * flat)

    # A root of the gradient is more exact than what a search for the least value finds.
    best = least_squares(
        slopes, start.coefficients.ravel(), xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale=1.0
    )
    return replace(start, coefficients=best.x.reshape(shape))


@dataclass(frozen=True)
class Squares(Link):
    """l = (z - y)^2 / 2; every metric is z itself, so that all that is estimated is linear."""

    def residuals(self, z: Floats, labels: Integers) -> Floats:
        return z - labels[:, np.newaxis]

    def curvature_roots(self, z: Floats) -> Floats:
        return np.ones((len(z), 1, 1))

    def class_slopes(self, z: Floats) -> tuple[Floats, Floats]:
        raise NotImplementedError

    def metric_slopes(self, z: Floats, errors: Sequence[Misclassification]) -> Floats:
        return np.ones((len(z), len(Metric), 1))
