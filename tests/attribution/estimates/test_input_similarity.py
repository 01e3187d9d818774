from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.measures import Misclassification
from attribution.estimates.input_similarity import input_similarity
from attribution.training.task import TrainingTask
from core.arrays import Floats

INPUTS = np.array([[0.0], [1.0], [3.0]])
ERROR = Misclassification(0, true_class=0, predicted_class=1)
LOSS, TRUE, PREDICTED = range(len(Metric))
NEAR, NEXT, FAR = np.exp(-np.array([0.0, 1.0, 9.0]) / 2)
"""Similarities to an error at 0, whose median distance to the samples is 1."""


def task(labels: list[int], changed: list[int]) -> TrainingTask:
    return TrainingTask(
        INPUTS, np.array(labels), np.array(changed), np.array([[0.0]]), classes=3, seed=0
    )


def estimates(of: TrainingTask, action: Action) -> Floats:
    """[samples, metrics] of the one error."""
    return input_similarity(of, of.inputs, of.evaluated, [ERROR], [action])[0, :, 0]


OF_EACH_CLASS = task([0, 1, 2], [1, 2, 1])


def test_removing_a_near_sample_of_the_true_class_raises_the_loss_most() -> None:
    removed = estimates(OF_EACH_CLASS, Action.REMOVAL)
    assert removed[:, LOSS] == pytest.approx([NEAR, -NEXT, -FAR])
    assert removed[:, TRUE] == pytest.approx([-NEAR, NEXT, FAR])
    assert removed[:, PREDICTED] == pytest.approx([NEAR, -NEXT, FAR])


def test_upweighting_does_the_reverse_nine_times_and_collecting_once() -> None:
    removed, upweighted, collected = (
        estimates(OF_EACH_CLASS, action)
        for action in (Action.REMOVAL, Action.UPWEIGHTING, Action.COLLECTION)
    )
    np.testing.assert_allclose(upweighted, -9 * removed)
    np.testing.assert_allclose(collected, -removed)


def test_a_label_change_counts_where_it_enters_or_leaves_the_class_of_a_metric() -> None:
    changed = estimates(OF_EACH_CLASS, Action.LABEL_CHANGE)
    assert changed[:, LOSS] == pytest.approx([2 * NEAR, 0.0, 0.0])
    assert changed[:, PREDICTED] == pytest.approx([2 * NEAR, -2 * NEXT, 2 * FAR])


def test_changing_a_label_and_changing_it_back_cancel_out() -> None:
    back = task([1, 2, 1], [0, 1, 2])
    there, again = (estimates(of, Action.LABEL_CHANGE) for of in (OF_EACH_CLASS, back))
    np.testing.assert_allclose(there, -again)


def test_equal_samples_are_equally_similar() -> None:
    of = replace(OF_EACH_CLASS, inputs=np.zeros((3, 1)))
    assert abs(estimates(of, Action.REMOVAL)).tolist() == [[1.0] * 3] * 3
