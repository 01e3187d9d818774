from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Action
from attribution.estimates.differentiable import LossGradients, error_gradients, loss_gradients
from attribution.estimates.gradient_similarity import gradient_similarity
from attribution.estimates.links import Sigmoid, Softmax
from attribution.estimates.products import Compare, cosines, gradient_change, inner_products
from tests.attribution.estimates.linear import ERRORS, permuted, task, trained

ONES = np.ones(20)
TASK = task(3)
MODEL = trained(Softmax(), TASK, ONES, TASK.labels)
ACTIONS = tuple(Action)


@pytest.mark.parametrize("compare", [inner_products, cosines])
def test_changing_a_label_and_changing_it_back_cancel_out(compare: Compare) -> None:
    back = replace(TASK, labels=TASK.changed_labels, changed_labels=TASK.labels)
    there, again = (
        gradient_similarity(MODEL, t, ERRORS, [Action.LABEL_CHANGE], compare) for t in (TASK, back)
    )
    np.testing.assert_allclose(there, -again, rtol=1e-12)


@pytest.mark.parametrize("compare", [inner_products, cosines])
def test_another_order_of_samples_gives_the_same_estimates_in_that_order(compare: Compare) -> None:
    order = np.random.RandomState(0).permutation(20)
    other = replace(MODEL, training=TASK.inputs[order])
    estimates = gradient_similarity(MODEL, TASK, ERRORS, ACTIONS, compare)
    reordered = gradient_similarity(other, permuted(TASK, order), ERRORS, ACTIONS, compare)
    np.testing.assert_allclose(reordered, estimates[:, order], rtol=1e-12)


def test_actions_change_the_gradient_by_their_weights() -> None:
    gradients = LossGradients(slice(0, 1), own=np.array([[2.0]]), changed=np.array([[5.0]]))
    changes = {action: float(gradient_change(gradients, action)[0, 0]) for action in Action}
    # Weights 1 to 0, 1 to 10 and 0 to 1; and the gradient of the other label in place of the own.
    assert changes == {
        Action.REMOVAL: -2.0,
        Action.LABEL_CHANGE: 3.0,
        Action.UPWEIGHTING: 18.0,
        Action.COLLECTION: 2.0,
    }


def test_an_inner_product_of_gradients_is_one_of_residuals_times_one_of_inputs() -> None:
    """<r x^T, s y^T> = <r, s> <x, y>, with the 1 of the intercept in both inputs."""
    of = task()
    model = trained(Sigmoid(), of, ONES, of.labels)
    estimates = gradient_similarity(model, of, ERRORS, [Action.REMOVAL], inner_products)[0]
    errors = of.evaluated[[0, 3]]
    residuals = Sigmoid().residuals(model.predictors(of.inputs), of.labels)
    # The gradient of the loss of an error in z is its own residual.
    of_errors = Sigmoid().residuals(model.predictors(errors), np.array([0, 1]))
    expected = (residuals @ of_errors.T) * (of.inputs @ errors.T + 1.0)
    np.testing.assert_allclose(estimates[..., 0], expected, rtol=1e-10)


def test_a_cosine_does_not_depend_on_lengths_and_is_0_for_no_gradient() -> None:
    directions, changes = np.array([[[3.0, 4.0]]]), np.array([[6.0, 8.0], [-0.3, -0.4], [0, 0]])
    assert cosines(directions, changes).ravel() == pytest.approx([1.0, -1.0, 0.0])
    assert inner_products(directions, changes).ravel().tolist() == [50.0, -2.5, 0.0]


def test_gradients_come_block_by_block_and_cover_every_sample() -> None:
    of = task(samples=150)
    model = trained(Sigmoid(), of, np.ones(150), of.labels)
    parts = list(loss_gradients(model, of))
    assert [part.own.shape for part in parts] == [(64, 4), (64, 4), (22, 4)]
    whole = model.pull_back(
        of.inputs, model.link.residuals(model.predictors(of.inputs), of.changed_labels)
    )
    np.testing.assert_array_equal(np.concatenate([part.changed for part in parts]), whole)
    assert error_gradients(model, ERRORS).shape == (2, 3, 4)
