from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.measures import measure_logits
from attribution.errors import TrainingError
from attribution.estimates import influence as closed_form
from attribution.estimates.differentiable import LinearModel, error_gradients
from attribution.estimates.gradient_similarity import gradient_similarity
from attribution.estimates.influence import influence, inverse_hessian_times
from attribution.estimates.links import Link, OneAgainstRest, Sigmoid, Softmax
from attribution.estimates.products import inner_products
from core.arrays import Floats
from tests.attribution.estimates.linear import ERRORS, Squares, permuted, task, trained

STEP = 1e-3
ACTIONS = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
LINKS = [(Sigmoid(), 2), (Softmax(), 3), (OneAgainstRest(), 3)]


def measured(model: LinearModel) -> Floats:
    z = model.predictors(model.evaluated[[error.sample for error in ERRORS]])
    return measure_logits(np.log(model.link.class_slopes(z)[0]), ERRORS)


@pytest.mark.parametrize(("link", "classes"), LINKS)
def test_it_is_the_derivative_of_the_retrained_optimum(link: Link, classes: int) -> None:
    """With respect to a sample's weight, by retraining with slightly more and less of it."""
    of = task(classes)
    ones = np.ones(len(of.labels))
    estimates = influence(trained(link, of, ones, of.labels), of, ones, ERRORS, ACTIONS)

    for sample in (0, 7):
        more, less = (ones + sign * STEP * (np.arange(20) == sample) for sign in (1, -1))
        after, before = (measured(trained(link, of, w, of.labels)) for w in (more, less))
        slope = (after - before) / (2 * STEP)
        np.testing.assert_allclose(estimates[0, sample], -slope, atol=1e-4 * abs(slope).max())
        np.testing.assert_allclose(estimates[2, sample], 9 * slope, atol=1e-3 * abs(slope).max())


def test_a_label_change_is_a_removal_and_the_same_sample_with_another_label() -> None:
    """A doubled data set, the copies of weight 0: the two halves of a label change by weights."""
    of = task()
    twice = replace(
        of,
        inputs=np.concatenate([of.inputs, of.inputs]),
        labels=np.concatenate([of.labels, of.changed_labels]),
        changed_labels=np.concatenate([of.changed_labels, of.labels]),
    )
    weights = np.repeat([1.0, 0.0], 20)
    model = trained(Sigmoid(), twice, weights, twice.labels)
    actions = (*ACTIONS, Action.COLLECTION)
    estimates = influence(model, twice, weights, ERRORS, actions)
    removed, changed, collected = estimates[0, :20], estimates[1, :20], estimates[3, 20:]
    np.testing.assert_allclose(changed, removed + collected, rtol=1e-9)


def test_with_squared_losses_it_is_leave_one_out_but_for_the_leverage() -> None:
    """theta_(i) - theta = -(X^T X)^-1 x_i r_i / (1 - h_i), r the residual and h the leverage.

    Source: Cook and Weisberg (1982), Residuals and Influence in Regression, section 2.2.
    """
    of = task()
    design = np.column_stack([of.inputs, np.ones(20)])
    everything = np.linalg.lstsq(design, of.labels, rcond=None)[0]
    model = LinearModel(everything[np.newaxis], Squares(), 0.0, of.inputs, of.evaluated)
    estimates = influence(model, of, np.ones(20), ERRORS, [Action.REMOVAL])[0]

    leverage = np.einsum("ij,jk,ik->i", design, np.linalg.inv(design.T @ design), design)
    errors = np.column_stack([of.evaluated[[0, 3]], np.ones(2)])
    for sample in range(20):
        rest = np.arange(20) != sample
        without = np.linalg.lstsq(design[rest], of.labels[rest], rcond=None)[0]
        exact = errors @ (without - everything)
        # In the limit of many samples the leverage vanishes, and the two are equal.
        np.testing.assert_allclose(
            estimates[sample, :, 0], exact * (1 - leverage[sample]), atol=1e-8
        )


@pytest.mark.parametrize(("link", "classes"), LINKS)
def test_the_system_of_samples_has_the_same_solution_as_that_of_parameters(
    link: Link, classes: int
) -> None:
    of = task(classes, samples=9, features=12)
    weights = np.array([1.0] * 8 + [0.0])
    model = trained(link, of, weights, of.labels)
    right = error_gradients(model, ERRORS).reshape(-1, model.coefficients.size).T
    by_samples = closed_form._solve_for_samples(model, weights, right)
    by_parameters = closed_form._solve_for_parameters(model, weights, right)
    np.testing.assert_allclose(by_samples, by_parameters, atol=1e-6 * abs(by_parameters).max())


def test_with_a_large_penalty_only_the_product_of_gradients_is_left() -> None:
    """H is then the penalty times the identity, where there is no intercept."""
    of = task(3)
    model = trained(Softmax(), of, np.ones(20), of.labels)
    held = replace(model, coefficients=model.coefficients[:, :-1], shrinkage=1e9)
    estimates = influence(held, of, np.ones(20), ERRORS, ACTIONS)
    products = gradient_similarity(held, of, ERRORS, ACTIONS, inner_products)
    np.testing.assert_allclose(estimates, products / (1e9 * 20), atol=1e-8 * abs(estimates).max())


def test_another_order_of_samples_gives_the_same_estimates_in_that_order() -> None:
    of = task(3)
    order = np.random.RandomState(0).permutation(20)
    model, other = (trained(Softmax(), t, np.ones(20), t.labels) for t in (of, permuted(of, order)))
    estimates = influence(model, of, np.ones(20), ERRORS, ACTIONS)
    reordered = influence(other, permuted(of, order), np.ones(20), ERRORS, ACTIONS)
    np.testing.assert_allclose(reordered, estimates[:, order], atol=1e-6)
    assert estimates.shape == (3, 20, 2, len(Metric))


def test_a_system_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    of = task()
    model = trained(Sigmoid(), of, np.ones(20), of.labels)
    monkeypatch.setattr(closed_form, "LARGEST_SYSTEM", 3)
    with pytest.raises(TrainingError, match="4 parameters and 20 training samples are too many"):
        inverse_hessian_times(model, np.ones(20), np.ones((4, 1)))


def test_more_parameters_than_samples_without_a_penalty_have_no_influence() -> None:
    of = task(samples=9, features=12)
    model = replace(trained(Sigmoid(), of, np.ones(9), of.labels), shrinkage=0.0)
    with pytest.raises(TrainingError, match="no single minimum"):
        inverse_hessian_times(model, np.ones(9), np.ones((13, 1)))
