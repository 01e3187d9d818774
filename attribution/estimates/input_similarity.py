"""Similarity of inputs: the baseline that needs no model.

k_i = exp(-|x_i - x|^2 / (2 m^2)), with m the median distance of the error x to the training
samples. In a classifier whose p_c is the share of class c in sum_i w_i k_i, more weight for sample
i raises the probability of its class and lowers all others. The estimate of a change of weight is
therefore s k_i (w - w_base), with s = +1 for a metric about the sample's own class and -1 for one
about another; the loss falls where the probability of the true class rises. A label change has the
difference of the two labels' estimates. Source: Nadaraya (1964), Watson (1964).
"""

from collections.abc import Sequence

import numpy as np

from attribution.axes import Action, Metric
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import Inputs, blocks, dense
from attribution.training.intervention import WEIGHTS
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers


def input_similarity(
    task: TrainingTask,
    inputs: Inputs,
    evaluated: Inputs,
    errors: Sequence[Misclassification],
    actions: Sequence[Action],
) -> Floats:
    """Estimates [actions, samples, errors, metrics]; inputs and evaluated as the model has them."""
    kernel = _kernel(inputs, evaluated[[error.sample for error in errors]])[..., np.newaxis]
    own, changed = (_signs(labels, errors) for labels in (task.labels, task.changed_labels))
    by_action = []
    for action in actions:
        if action is Action.LABEL_CHANGE:
            by_action.append((changed - own) * kernel)
        else:
            before = 0.0 if action is Action.COLLECTION else 1.0
            by_action.append((WEIGHTS[action] - before) * own * kernel)
    return np.stack(by_action)


def _kernel(inputs: Inputs, errors: Inputs) -> Floats:
    """Similarities k, [samples, errors]."""
    squared = np.concatenate(
        [_squared_distances(inputs[samples], dense(errors)) for samples in blocks(inputs.shape[0])]
    )
    median = np.median(np.sqrt(squared), axis=0)
    return np.asarray(np.exp(-squared / (2.0 * np.where(median == 0.0, 1.0, median) ** 2)))


def _squared_distances(inputs: Inputs, errors: Floats) -> Floats:
    """|x_i - x|^2, [inputs, errors]."""
    difference = dense(inputs)[:, np.newaxis] - errors
    return np.asarray((difference**2).sum(axis=tuple(range(2, difference.ndim))))


def _signs(labels: Integers, errors: Sequence[Misclassification]) -> Floats:
    """Signs s, [samples, errors, metrics]; the loss has that of the true class, reversed."""
    true = _is_of(labels, [error.true_class for error in errors])
    by_metric = {
        Metric.LOSS: -true,
        Metric.TRUE_CLASS_PROBABILITY: true,
        Metric.PREDICTED_CLASS_PROBABILITY: _is_of(
            labels, [error.predicted_class for error in errors]
        ),
    }
    return np.stack([by_metric[metric] for metric in Metric], axis=-1)


def _is_of(labels: Integers, classes: Sequence[int]) -> Floats:
    """+1 where a label is the class of an error, else -1; [samples, errors]."""
    return np.where(labels[:, np.newaxis] == np.asarray(classes), 1.0, -1.0)
