"""Influence functions: one Newton step from the trained model.

theta minimises sum_i w_i l_i(theta) / n + sum_j d_j theta_j^2 / 2, with the Hessian H. Where an
action changes sample i's gradient by g, to first order

    change of theta = -H^-1 g / n,    change of a metric m = -<H^-1 grad m, g> / n.

For models that are linear in theta, H is exact. For others it is the Gauss-Newton matrix, which
leaves out the second derivatives of z. Source: Koh and Liang (2017), Understanding Black-box
Predictions via Influence Functions; Martens (2020), New Insights and Perspectives on the Natural
Gradient Method, for the Gauss-Newton matrix.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.errors import TrainingError
from attribution.estimates.differentiable import DifferentiableModel, blocks, error_gradients
from attribution.estimates.products import estimates_by_products, inner_products
from attribution.training.task import TrainingTask
from core.arrays import Floats

LARGEST_SYSTEM = 6000
"""Equations; a larger system takes minutes for every model of the ensemble."""

LARGEST_FACTOR = 500_000_000
"""Numbers of the factor A, of 8 bytes each."""

SMALLEST_PENALTY = 1e-10
"""Of the mean diagonal of H, for a parameter that nothing else holds, such as a common shift of all
intercepts; no gradient points along it."""


def influence(
    model: DifferentiableModel,
    task: TrainingTask,
    weights: Floats,
    errors: Sequence[Misclassification],
    actions: Sequence[Action],
) -> Floats:
    """-<H^-1 grad m, g> / n, [actions, samples, errors, metrics].

    weights [samples] are those of the base model. Raises TrainingError where the system is too
    large or has no solution.
    """
    gradients = error_gradients(model, errors)
    right = gradients.reshape(-1, gradients.shape[-1]).T
    solved = inverse_hessian_times(model, weights, right)
    directions = solved.T.reshape(gradients.shape) / len(task.labels)
    return estimates_by_products(model, task, directions, actions, inner_products)


def inverse_hessian_times(model: DifferentiableModel, weights: Floats, right: Floats) -> Floats:
    """H^-1 b with H = A^T A + diag(d); right b and the result are [parameters, columns].

    A [samples * columns, parameters] holds sqrt(w_i / n) S_i^T J_i, where S S^T is the curvature of
    the loss in z and J = dz / dtheta. The smaller one of two equivalent systems is solved.
    """
    parameters = len(right)
    columns = model.predictors(model.training[:1]).shape[1]
    equations = columns * len(weights)
    if min(parameters, equations) > LARGEST_SYSTEM or (
        parameters > equations and parameters * equations > LARGEST_FACTOR
    ):
        raise TrainingError(
            f"{parameters:,} parameters and {len(weights):,} training samples are too many for an "
            "influence function in closed form: use the other methods."
        )
    if parameters <= equations:
        return _solve_for_parameters(model, weights, right)
    return _solve_for_samples(model, weights, right)


def _factor(model: DifferentiableModel, weights: Floats) -> Iterator[Floats]:
    """A, block by block."""
    scale = np.sqrt(weights / len(weights))[:, np.newaxis]
    for samples in blocks(len(weights)):
        inputs = model.training[samples]
        roots = model.link.curvature_roots(model.predictors(inputs))
        for column in range(roots.shape[2]):
            yield model.pull_back(inputs, roots[:, :, column] * scale[samples])


def _solve_for_parameters(model: DifferentiableModel, weights: Floats, right: Floats) -> Floats:
    hessian = np.zeros((len(right), len(right)))
    for block in _factor(model, weights):
        hessian += block.T @ block
    mean = float(hessian.diagonal().mean())
    penalty = model.penalty
    free = penalty == 0.0
    hessian[np.diag_indices_from(hessian)] += np.where(free, SMALLEST_PENALTY * mean, penalty)
    try:
        return np.asarray(cho_solve(cho_factor(hessian), right))
    except np.linalg.LinAlgError as problem:
        raise _no_minimum() from problem


def _solve_for_samples(model: DifferentiableModel, weights: Floats, right: Floats) -> Floats:
    """Solve by the identity of Woodbury, with free parameters beside it.

    With B and C the columns of A of penalised and of free parameters, and D the penalties,

    M = I + B D^-1 B^T,   r = A theta,   M r = B D^-1 b_B + C theta_C,   C^T r = b_C,
    theta_B = D^-1 (b_B - B^T r).
    """
    factor = np.concatenate(list(_factor(model, weights)))
    penalty = model.penalty
    held = penalty > 0.0
    if not held.any():
        raise _no_minimum()
    scaled = factor[:, held] / penalty[held]
    system = cho_factor(np.eye(len(factor)) + scaled @ factor[:, held].T)
    of_held = cho_solve(system, scaled @ right[held])
    solved = np.empty_like(right)
    if held.all():
        r = of_held
    else:
        rest = factor[:, ~held]
        of_rest = cho_solve(system, rest)
        # A common shift of all intercepts changes nothing, so the small matrix may be singular.
        solved[~held] = np.linalg.pinv(rest.T @ of_rest, rcond=SMALLEST_PENALTY) @ (
            right[~held] - rest.T @ of_held
        )
        r = of_held + of_rest @ solved[~held]
    solved[held] = right[held] / penalty[held, np.newaxis] - scaled.T @ r
    return solved


def _no_minimum() -> TrainingError:
    return TrainingError(
        "The loss of this model has no single minimum, so it has no influence function: give the "
        "model a penalty."
    )
