import numpy as np
import pytest

from attribution.axes import Action
from attribution.estimates.differentiable import LinearModel, error_gradients
from attribution.estimates.ensemble import TrainingStage
from attribution.estimates.links import Sigmoid
from attribution.estimates.tracin import tracin
from core.arrays import Floats, Integers
from tests.attribution.estimates.linear import ERRORS, Squares, task, trained

RATE, BATCH = 0.1, 20
TASK = task()
START = LinearModel(np.full((1, 4), 0.3), Squares(), 0.0, TASK.inputs, TASK.evaluated)


def after_one_step(weights: Floats, labels: Integers) -> Floats:
    """Predictors z of the errors after theta <- theta - eta sum_i w_i (z_i - y_i) x_i / B."""
    design = np.column_stack([TASK.inputs, np.ones(20)])
    residuals = design @ START.coefficients[0] - labels
    theta = START.coefficients[0] - RATE * (weights * residuals) @ design / BATCH
    return np.asarray(np.column_stack([TASK.evaluated[[0, 3]], np.ones(2)]) @ theta)


def test_one_step_of_a_linear_model_is_traced_exactly() -> None:
    estimates = tracin(
        [TrainingStage(START, RATE, BATCH)],
        TASK,
        ERRORS,
        [Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING],
    )[..., 0]
    ones, before = np.ones(20), after_one_step(np.ones(20), TASK.labels)
    for sample in range(20):
        at = np.arange(20) == sample
        relabelled = np.where(at, TASK.changed_labels, TASK.labels)
        exact = [
            after_one_step(ones - at, TASK.labels),
            after_one_step(ones, relabelled),
            after_one_step(ones + 9 * at, TASK.labels),
        ]
        for estimated, after in zip(estimates[:, sample], exact, strict=True):
            np.testing.assert_allclose(estimated, after - before, rtol=1e-9, atol=1e-15)


def test_it_is_a_sum_over_stages_by_their_learning_rates() -> None:
    first, second = (
        trained(Sigmoid(), TASK, np.ones(20), TASK.labels, shrinkage) for shrinkage in (0.05, 0.5)
    )

    def of(*stages: TrainingStage) -> Floats:
        return tracin(stages, TASK, ERRORS, list(Action))

    both = of(TrainingStage(first, 0.2, 1), TrainingStage(second, 0.1, 1))
    separately = 0.2 * of(TrainingStage(first, 1.0, 1)) + 0.1 * of(TrainingStage(second, 1.0, 1))
    np.testing.assert_allclose(both, separately, rtol=1e-12)


def test_a_sample_with_the_gradient_of_an_error_lowers_its_loss_when_upweighted() -> None:
    model = trained(Sigmoid(), TASK, np.ones(20), TASK.labels)
    twin = TASK.inputs[5]
    evaluated = TASK.evaluated.copy()
    evaluated[0] = twin
    of_twin = LinearModel(model.coefficients, model.link, 0.05, model.training, evaluated)
    errors = [type(ERRORS[0])(0, int(TASK.labels[5]), 1 - int(TASK.labels[5]))]
    estimate = tracin([TrainingStage(of_twin, RATE, 1)], TASK, errors, [Action.UPWEIGHTING])
    length = (error_gradients(of_twin, errors)[0, 0] ** 2).sum()
    # -9 eta |g|^2: the sample's own step, nine times more.
    assert estimate[0, 5, 0, 0] == pytest.approx(-9 * RATE * length)
