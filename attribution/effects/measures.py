"""Metrics, accuracy and mean loss, computed from logits; a new metric needs no retraining."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.axes import Metric
from core.arrays import Floats, Integers


@dataclass(frozen=True)
class Misclassification:
    """A misclassified test sample, by its position; the base model predicts `predicted_class`."""

    sample: int
    true_class: int
    predicted_class: int


Measure = Callable[[Floats, Floats], Floats]
"""From the log probabilities of the true and of the predicted class of each error to a metric."""

MEASURES: dict[Metric, Measure] = {
    Metric.LOSS: lambda true, _predicted: -true,
    Metric.TRUE_CLASS_PROBABILITY: lambda true, _predicted: np.asarray(np.exp(true)),
    Metric.PREDICTED_CLASS_PROBABILITY: lambda _true, predicted: np.asarray(np.exp(predicted)),
}


def log_probabilities(logits: Floats) -> Floats:
    """Log p_c = z_c - log sum_k exp(z_k), over the last axis, the classes."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def probabilities(logits: Floats) -> Floats:
    """p_c = exp(z_c) / sum_k exp(z_k), over the last axis, the classes."""
    return np.asarray(np.exp(log_probabilities(logits)))


def measure_errors(logits: Floats, errors: Sequence[Misclassification]) -> Floats:
    """Every metric on every error, as `measure_logits`; logits [..., test samples, classes]."""
    return measure_logits(logits[..., [error.sample for error in errors], :], errors)


def measure_logits(logits: Floats, errors: Sequence[Misclassification]) -> Floats:
    """-log p(true), p(true) and p(predicted) of every error; losses are in nats.

    logits [..., errors, classes]; the result is [..., errors, metrics in the order of Metric].
    """
    logs = log_probabilities(logits)
    positions = np.arange(len(errors))
    true = logs[..., positions, [error.true_class for error in errors]]
    predicted = logs[..., positions, [error.predicted_class for error in errors]]
    return np.stack([MEASURES[metric](true, predicted) for metric in Metric], axis=-1)


def accuracy(logits: Floats, labels: Integers) -> Floats:
    """mean_i [argmax_c z_ic = y_i], the share classified as labelled.

    logits [..., samples, classes]; the result is [...].
    """
    return np.asarray((logits.argmax(axis=-1) == labels).mean(axis=-1))


def mean_loss(logits: Floats, labels: Integers) -> Floats:
    """-mean_i log p_i(y_i), the mean cross-entropy in nats.

    logits [..., samples, classes]; the result is [...].
    """
    logs = np.take_along_axis(log_probabilities(logits), _broadcast(labels, logits), axis=-1)
    return np.asarray(-logs[..., 0].mean(axis=-1))


def _broadcast(labels: Integers, logits: Floats) -> Integers:
    return np.broadcast_to(labels[:, np.newaxis], (*logits.shape[:-1], 1))
