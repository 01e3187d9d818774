import numpy as np
import pytest
from scipy.special import expit, softmax
from sklearn.linear_model import SGDClassifier

from attribution.axes import Metric
from attribution.effects.measures import Misclassification, measure_logits
from attribution.estimates.links import Link, OneAgainstRest, Sigmoid, Softmax
from core.arrays import Floats
from tests.attribution.estimates.linear import loss, task

STEP = 1e-5
LINKS = [(Sigmoid(), 1, 2), (Softmax(), 3, 3), (OneAgainstRest(), 3, 3)]
RANDOM = np.random.RandomState(0)


def points(columns: int) -> Floats:
    return RANDOM.normal(scale=2.0, size=(8, columns))


@pytest.mark.parametrize(("link", "columns", "classes"), LINKS)
def test_residuals_and_curvature_are_derivatives_of_the_loss(
    link: Link, columns: int, classes: int
) -> None:
    z, labels = points(columns), np.arange(8) % classes
    roots = link.curvature_roots(z)
    curvature = roots @ roots.transpose(0, 2, 1)
    for column, step in enumerate(STEP * np.eye(columns)):
        slope = (loss(link, z + step, labels) - loss(link, z - step, labels)) / (2 * STEP)
        np.testing.assert_allclose(link.residuals(z, labels)[:, column], slope, atol=1e-8)
        bend = link.residuals(z + step, labels) - link.residuals(z - step, labels)
        np.testing.assert_allclose(curvature[..., column], bend / (2 * STEP), atol=1e-8)


@pytest.mark.parametrize(("link", "columns", "classes"), LINKS)
def test_slopes_of_metrics_are_derivatives_of_measured_metrics(
    link: Link, columns: int, classes: int
) -> None:
    z = points(columns)
    errors = [Misclassification(i, i % classes, (i + 1) % classes) for i in range(8)]

    def measured(at: Floats) -> Floats:
        return measure_logits(np.log(link.class_slopes(at)[0]), errors)

    slopes = link.metric_slopes(z, errors)
    assert slopes.shape == (8, len(Metric), columns)
    for column, step in enumerate(STEP * np.eye(columns)):
        expected = (measured(z + step) - measured(z - step)) / (2 * STEP)
        np.testing.assert_allclose(slopes[..., column], expected, atol=1e-8)


def test_probabilities_are_those_of_scipy_and_of_scikit_learn() -> None:
    z, of = points(3), task(classes=3)
    np.testing.assert_allclose(Softmax().class_slopes(z)[0], softmax(z, axis=1), rtol=1e-12)
    np.testing.assert_allclose(Sigmoid().class_slopes(z[:, :1])[0][:, 1], expit(z[:, 0]))
    model = SGDClassifier(loss="log_loss", random_state=0).fit(of.inputs, of.labels)
    probabilities, _ = OneAgainstRest().class_slopes(model.decision_function(of.evaluated))
    np.testing.assert_allclose(probabilities, model.predict_proba(of.evaluated), rtol=1e-9)
