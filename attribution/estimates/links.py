"""From linear predictors to probabilities, with the derivatives that estimates need.

z [samples, columns] are the linear predictors; there is one column for two classes under `Sigmoid`,
and otherwise one for each class.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from attribution.axes import Metric
from attribution.effects.measures import Misclassification, probabilities
from core.arrays import Floats, Integers


class Link(ABC):
    """How a model turns z into probabilities, and the loss l(z, y) that its training minimises."""

    @abstractmethod
    def residuals(self, z: Floats, labels: Integers) -> Floats:
        """Derivatives dl/dz, [samples, columns]."""

    @abstractmethod
    def curvature_roots(self, z: Floats) -> Floats:
        """Matrices S with S S^T = d2l/dz2, [samples, columns, columns]."""

    @abstractmethod
    def class_slopes(self, z: Floats) -> tuple[Floats, Floats]:
        """Probabilities p [samples, classes] and dp/dz [samples, classes, columns]."""

    def metric_slopes(self, z: Floats, errors: Sequence[Misclassification]) -> Floats:
        """Derivatives of every metric on each error, [errors, metrics, columns]; z of the errors.

        d(-log p_true)/dz = -(dp_true/dz) / p_true.
        """
        p, slopes = self.class_slopes(z)
        positions = np.arange(len(errors))
        true = [error.true_class for error in errors]
        of_true = slopes[positions, true]
        by_metric = {
            Metric.LOSS: -of_true / p[positions, true][:, np.newaxis],
            Metric.TRUE_CLASS_PROBABILITY: of_true,
            Metric.PREDICTED_CLASS_PROBABILITY: slopes[
                positions, [error.predicted_class for error in errors]
            ],
        }
        return np.stack([by_metric[metric] for metric in Metric], axis=1)


@dataclass(frozen=True)
class Sigmoid(Link):
    """Two classes: p_1 = 1 / (1 + exp(-z)), and l = -log p_y."""

    def residuals(self, z: Floats, labels: Integers) -> Floats:
        return np.asarray(expit(z) - labels[:, np.newaxis])

    def curvature_roots(self, z: Floats) -> Floats:
        return np.sqrt(_spread(z))[..., np.newaxis]

    def class_slopes(self, z: Floats) -> tuple[Floats, Floats]:
        slope = _spread(z)
        p = np.concatenate([expit(-z), expit(z)], axis=1)
        return p, np.stack([-slope, slope], axis=1)


@dataclass(frozen=True)
class Softmax(Link):
    """Any number of classes: p_c = exp(z_c) / sum_k exp(z_k), and l = -log p_y."""

    def residuals(self, z: Floats, labels: Integers) -> Floats:
        return np.asarray(probabilities(z) - np.eye(z.shape[1])[labels])

    def curvature_roots(self, z: Floats) -> Floats:
        """S = diag(sqrt p) - p sqrt(p)^T, so that S S^T = diag(p) - p p^T."""
        p = probabilities(z)
        root = np.sqrt(p)
        outer = p[:, :, np.newaxis] * root[:, np.newaxis]
        return np.asarray(np.eye(z.shape[1]) * root[:, np.newaxis] - outer)

    def class_slopes(self, z: Floats) -> tuple[Floats, Floats]:
        """dp_c/dz_k = p_c ([c = k] - p_k)."""
        p = probabilities(z)
        return p, p[:, :, np.newaxis] * (np.eye(z.shape[1]) - p[:, np.newaxis])


@dataclass(frozen=True)
class OneAgainstRest(Link):
    """Each class against all others: s_c = 1 / (1 + exp(-z_c)) and p_c = s_c / sum_k s_k.

    l = -sum_c ([y = c] log s_c + [y != c] log(1 - s_c)). Source: scikit-learn, SGDClassifier.
    """

    def residuals(self, z: Floats, labels: Integers) -> Floats:
        return np.asarray(expit(z) - np.eye(z.shape[1])[labels])

    def curvature_roots(self, z: Floats) -> Floats:
        return np.asarray(np.eye(z.shape[1]) * np.sqrt(_spread(z))[:, np.newaxis])

    def class_slopes(self, z: Floats) -> tuple[Floats, Floats]:
        """dp_c/dz_k = s_k (1 - s_k) ([c = k] - p_c) / sum_j s_j."""
        s = expit(z)
        total = s.sum(axis=1, keepdims=True)
        p = s / total
        inner = np.eye(z.shape[1]) - p[:, :, np.newaxis]
        return p, inner * (_spread(z) / total)[:, np.newaxis]


def _spread(z: Floats) -> Floats:
    return np.asarray(expit(z) * expit(-z))
