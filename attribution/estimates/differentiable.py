"""A trained model as gradient methods see it, and linear models in this form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy.sparse import issparse

from attribution.effects.measures import Misclassification
from attribution.estimates.links import Link
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

BLOCK = 64
"""Samples whose gradients are in memory together."""

Inputs = Any
"""An array [samples, ...], or for linear models a sparse matrix [samples, inputs]."""


class DifferentiableModel(Protocol):
    """A model z(x) with parameters theta, trained on the loss of its link."""

    @property
    def link(self) -> Link: ...

    @property
    def training(self) -> Inputs:
        """The training samples as the model takes them, [samples, ...]."""

    @property
    def evaluated(self) -> Inputs:
        """The test samples as the model takes them, [test samples, ...]."""

    @property
    def penalty(self) -> Floats:
        """Factors d [parameters] of a penalty beside the mean loss.

        The penalty holds the parameters where they are: sum_j d_j theta_j^2 / 2, or the same of
        their distances from the start.
        """

    def predictors(self, inputs: Inputs) -> Floats:
        """Linear predictors z, [inputs, columns]."""

    def pull_back(self, inputs: Inputs, cotangents: Floats) -> Floats:
        """sum_k c_k dz_k / dtheta, [inputs, parameters]; cotangents c [inputs, columns]."""


@dataclass(frozen=True)
class LinearModel:
    """z = W x + b; the parameters are the rows of W, each followed by its b where there is one.

    coefficients [columns, features (+ 1)]; `shrinkage` is d of the slopes, and intercepts have 0.
    """

    coefficients: Floats
    link: Link
    shrinkage: float
    training: Inputs
    evaluated: Inputs

    @property
    def penalty(self) -> Floats:
        of_column = np.full(self.coefficients.shape[1], self.shrinkage)
        of_column[self.training.shape[1] :] = 0.0
        return np.tile(of_column, len(self.coefficients))

    def predictors(self, inputs: Inputs) -> Floats:
        return np.asarray(self._extended(inputs) @ self.coefficients.T)

    def pull_back(self, inputs: Inputs, cotangents: Floats) -> Floats:
        """Outer products c x^T, a row for every column of z."""
        outer = cotangents[:, :, np.newaxis] * self._extended(inputs)[:, np.newaxis]
        return np.asarray(outer.reshape(len(cotangents), -1))

    def _extended(self, inputs: Inputs) -> Floats:
        """With a 1 for the intercept, where there is one."""
        ones = np.ones((inputs.shape[0], self.coefficients.shape[1] - inputs.shape[1]))
        return np.concatenate([dense(inputs), ones], axis=1)


def dense(inputs: Inputs) -> Floats:
    """In double precision, and as an array where they are a sparse matrix."""
    return np.asarray(inputs.toarray() if issparse(inputs) else inputs, dtype=np.float64)


def blocks(count: int) -> Iterator[slice]:
    """Slices of at most BLOCK positions."""
    return (slice(start, start + BLOCK) for start in range(0, count, BLOCK))


def error_gradients(model: DifferentiableModel, errors: Sequence[Misclassification]) -> Floats:
    """dm/dtheta of every metric m on each error, [errors, metrics, parameters]."""
    inputs = model.evaluated[[error.sample for error in errors]]
    slopes = model.link.metric_slopes(model.predictors(inputs), errors)
    gradients = [model.pull_back(inputs, slopes[:, metric]) for metric in range(slopes.shape[1])]
    return np.stack(gradients, axis=1)


@dataclass(frozen=True)
class LossGradients:
    """Gradients dl/dtheta of some training samples, both [samples, parameters].

    `own` is that of a sample's label, and `changed` that of the label which a label change gives.
    """

    samples: slice
    own: Floats
    changed: Floats


def loss_gradients(model: DifferentiableModel, task: TrainingTask) -> Iterator[LossGradients]:
    """The gradients of all training samples, block by block."""
    for samples in blocks(len(task.labels)):
        inputs = model.training[samples]
        z = model.predictors(inputs)
        own, changed = (
            model.pull_back(inputs, model.link.residuals(z, _of(labels, samples)))
            for labels in (task.labels, task.changed_labels)
        )
        yield LossGradients(samples, own, changed)


def _of(labels: Integers, samples: slice) -> Integers:
    return labels[samples]
