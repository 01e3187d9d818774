from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed")

import torch
from torch import nn

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import LinearModel, error_gradients
from attribution.estimates.ensemble import base_models, training_stages
from attribution.estimates.influence import influence
from attribution.estimates.links import Softmax
from attribution.estimates.network_model import NetworkModel
from attribution.training.intervention import NOTHING
from attribution.training.network import Build, NetworkSettings, TrainedNetwork
from core.arrays import Floats
from tests.attribution.networks import BUILDS, TASK, in_double_precision, plain, trainer

RANDOM = np.random.RandomState(0)
ERRORS = (Misclassification(0, 0, 1), Misclassification(4, 1, 2))


@pytest.mark.parametrize("build", BUILDS)
def test_gradients_are_those_of_a_plain_backward_pass(build: Build) -> None:
    (model, _) = base_models(trainer(in_double_precision(build)), TASK)
    assert isinstance(model, NetworkModel)
    cotangents = RANDOM.normal(size=(3, 3))
    gradients = model.pull_back(TASK.inputs[:3], cotangents)
    parameters = [p for p in model.trained.network.parameters() if p.requires_grad]
    for row, inputs, cotangent in zip(gradients, TASK.inputs, cotangents, strict=False):
        logits = model.trained.network(torch.tensor(inputs[np.newaxis]).double())[0]
        expected = torch.autograd.grad(logits, parameters, torch.tensor(cotangent))
        flat = torch.cat([part.flatten() for part in expected]).numpy()
        np.testing.assert_allclose(row, flat, atol=1e-12)


@pytest.mark.parametrize("abreast", [1, 8])
def test_models_have_the_logits_of_the_base_ensemble(abreast: int) -> None:
    of_networks = trainer(abreast=abreast)
    expected = of_networks.train_many(TASK, [NOTHING])[0]
    for model, logits in zip(base_models(of_networks, TASK), expected, strict=True):
        np.testing.assert_allclose(model.predictors(TASK.evaluated), logits, atol=1e-5)


def test_stages_are_the_ends_of_all_epochs() -> None:
    stages = training_stages(trainer(), TASK)
    assert [(stage.learning_rate, stage.batch) for stage in stages] == [(0.01, 8)] * 3
    last, base = (
        models.predictors(TASK.evaluated)
        for models in (stages[-1].model, base_models(trainer(), TASK)[-1])
    )
    np.testing.assert_array_equal(last, base)


def test_a_network_of_one_layer_is_a_linear_model() -> None:
    """The parameters lie in another order, which no inner product depends on."""
    layer = nn.Linear(3, 2).double()
    inputs = RANDOM.normal(size=(9, 3))
    network = NetworkModel(TrainedNetwork(layer, 1, np.ones(8)), inputs, inputs)
    weights, intercepts = (parameter.detach().numpy() for parameter in layer.parameters())
    coefficients: Floats = np.column_stack([weights, intercepts])
    linear = LinearModel(coefficients, Softmax(), 0.0, inputs, inputs)
    np.testing.assert_allclose(network.predictors(inputs), linear.predictors(inputs))
    cotangents = RANDOM.normal(size=(9, 2))
    by_network, by_formula = (model.pull_back(inputs, cotangents) for model in (network, linear))
    np.testing.assert_allclose(by_network @ by_network.T, by_formula @ by_formula.T, rtol=1e-9)


def test_influence_of_a_network_solves_the_gauss_newton_system() -> None:
    """A = sqrt(w / n) S^T J from the Jacobian as a whole, and NumPy's own solver."""
    model = base_models(trainer(), TASK)[0]
    weights = TASK.weights([NOTHING])[0]
    estimates = influence(model, TASK, weights, ERRORS, [Action.REMOVAL])[0]

    inputs, count = TASK.inputs, len(TASK.labels)
    z = model.predictors(inputs)
    units = [np.tile(unit, (count, 1)) for unit in np.eye(3)]
    jacobian = np.stack([model.pull_back(inputs, unit) for unit in units], axis=1)
    p = model.link.class_slopes(z)[0]
    curvature = np.eye(3) * p[:, np.newaxis] - p[:, :, np.newaxis] * p[:, np.newaxis]
    hessian = np.einsum("i,ijp,ijk,ikq->pq", weights / count, jacobian, curvature, jacobian)
    hessian += np.diag(model.penalty)
    own = np.einsum("ijp,ij->ip", jacobian, model.link.residuals(z, TASK.labels))
    of_errors = error_gradients(model, ERRORS)
    expected = np.einsum("emp,pi->iem", of_errors, np.linalg.solve(hessian, own.T)) / count
    np.testing.assert_allclose(estimates, expected, atol=1e-5 * abs(expected).max())


def test_the_penalty_is_that_of_stopping_after_so_many_steps() -> None:
    """One step on a batch: AdamW moves every parameter by eta g / (|g| + epsilon).

    A penalty d holds a parameter at the distance g / d of the start: d = (|g| + epsilon) / eta.
    """
    one_step = NetworkSettings(batch_size=36, checkpoints=(1,), learning_rate=0.01, weight_decay=0)
    build = in_double_precision(plain)
    of = replace(TASK, held_back=())
    (model,) = base_models(trainer(build, settings=one_step), of)
    assert isinstance(model, NetworkModel)
    torch.manual_seed(of.seed)
    network = build(3)
    start = torch.cat([parameter.detach().flatten() for parameter in network.parameters()])
    logits = network(torch.tensor(of.inputs).double())
    loss = nn.functional.cross_entropy(logits, torch.tensor(of.labels))
    gradients = torch.autograd.grad(loss, list(network.parameters()))
    slopes = torch.cat([gradient.flatten() for gradient in gradients])
    end = torch.cat([p.detach().flatten() for p in model.trained.network.parameters()])
    np.testing.assert_allclose(
        (start - end).numpy(), (slopes / torch.tensor(model.penalty)).numpy(), atol=1e-9
    )
    assert model.trained.steps == 1
