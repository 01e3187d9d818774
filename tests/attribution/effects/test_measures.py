import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import accuracy_score, log_loss

from attribution.axes import Metric
from attribution.effects.measures import (
    Misclassification,
    accuracy,
    mean_loss,
    measure_errors,
    probabilities,
)
from core.arrays import Floats


def test_the_metrics_of_an_error_by_hand() -> None:
    # Probabilities 1/6, 2/6 and 3/6; the loss is ln 6 for the first class as the true one.
    logits = np.log([[[1.0, 2.0, 3.0]]])
    measured = measure_errors(
        logits, [Misclassification(sample=0, true_class=0, predicted_class=2)]
    )
    assert dict(zip(Metric, measured[0, 0], strict=True)) == {
        Metric.LOSS: pytest.approx(np.log(6)),
        Metric.TRUE_CLASS_PROBABILITY: pytest.approx(1 / 6),
        Metric.PREDICTED_CLASS_PROBABILITY: pytest.approx(3 / 6),
    }


@given(arrays(np.float64, (3, 7, 4), elements=st.floats(-800, 800)))
def test_probabilities_add_up_however_large_the_logits(logits: Floats) -> None:
    predicted = probabilities(logits)
    assert np.isfinite(predicted).all()
    assert predicted.sum(axis=-1) == pytest.approx(1)


def test_accuracy_and_loss_are_scikit_learns() -> None:
    random = np.random.RandomState(2)
    logits, labels = random.normal(size=(2, 50, 3)), random.randint(3, size=50)
    for member in range(2):
        predicted = logits[member].argmax(axis=1)
        assert accuracy(logits, labels)[member] == accuracy_score(labels, predicted)
        expected = log_loss(labels, probabilities(logits[member]), labels=[0, 1, 2])
        assert mean_loss(logits, labels)[member] == pytest.approx(expected)
