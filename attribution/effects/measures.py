"""The metrics, computed from logits: a new one needs no retraining."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution.axes import Metric
from core.arrays import Floats, Integers


@dataclass(frozen=True)
class Misclassification:
    """A misclassified test sample, by its position; the predicted class is the base model's."""

    sample: int
    true_class: int
    predicted_class: int


def log_probabilities(logits: Floats) -> Floats:
    """Log-softmax over the last axis, the classes."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def probabilities(logits: Floats) -> Floats:
    return np.asarray(np.exp(log_probabilities(logits)))


def measure_errors(logits: Floats, errors: Sequence[Misclassification]) -> Floats:
    """Every metric on every error; logits [..., test samples, classes], see `measure_logits`."""
    return measure_logits(logits[..., [error.sample for error in errors], :], errors)


def measure_logits(logits: Floats, errors: Sequence[Misclassification]) -> Floats:
    """Every metric on every error, [..., errors, metrics in the order of Metric].

    The loss is the cross-entropy in nats. logits [..., errors, classes].
    """
    logs = log_probabilities(logits)
    each = np.arange(len(errors))
    true = logs[..., each, [error.true_class for error in errors]]
    predicted = logs[..., each, [error.predicted_class for error in errors]]
    measured = {
        Metric.LOSS: -true,
        Metric.TRUE_CLASS_PROBABILITY: np.exp(true),
        Metric.PREDICTED_CLASS_PROBABILITY: np.exp(predicted),
    }
    return np.stack([measured[metric] for metric in Metric], axis=-1)


def accuracy(logits: Floats, labels: Integers) -> Floats:
    """Share of samples classified as labelled, [...]; logits [..., samples, classes]."""
    return np.asarray((logits.argmax(axis=-1) == labels).mean(axis=-1))


def mean_loss(logits: Floats, labels: Integers) -> Floats:
    """Mean cross-entropy in nats, [...]; logits [..., samples, classes]."""
    logs = np.take_along_axis(log_probabilities(logits), _broadcast(labels, logits), axis=-1)
    return np.asarray(-logs[..., 0].mean(axis=-1))


def _broadcast(labels: Integers, logits: Floats) -> Integers:
    return np.broadcast_to(labels[:, np.newaxis], (*logits.shape[:-1], 1))
