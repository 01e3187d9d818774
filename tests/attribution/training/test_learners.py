"""Every network is what a bare loop in PyTorch would make of it, to the last bit."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch")
import torch
from torch.nn.functional import cross_entropy

from attribution.axes import Action
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.learners import Learner
from attribution.training.network import Build
from attribution.training.network_stack import NetworkStack
from attribution.training.sample_order import Targets
from core.arrays import Floats
from tests.attribution.networks import (
    BUILDS,
    INTERVENTIONS,
    SETTINGS,
    TASK,
    trainer,
    with_batch_norm,
)


def targets(intervention: Intervention) -> tuple[torch.Tensor, torch.Tensor]:
    """The weight and the label of every training sample."""
    weights, labels = torch.ones(len(TASK.labels)), torch.from_numpy(TASK.labels.copy())
    weights[list(TASK.held_back)] = 0.0
    for sample in intervention.indices:
        match intervention.action:
            case Action.REMOVAL:
                weights[sample] = 0.0
            case Action.UPWEIGHTING:
                weights[sample] = 10.0
            case Action.COLLECTION:
                weights[sample] = 1.0
            case Action.LABEL_CHANGE:
                labels[sample] = int(TASK.changed_labels[sample])
    return weights, labels


def bare_loop(build: Build, intervention: Intervention) -> Floats:
    """Nothing shared, nothing clever: a fresh network goes through all epochs by itself."""
    weights, labels = targets(intervention)
    inputs, evaluated = torch.from_numpy(TASK.inputs), torch.from_numpy(TASK.evaluated)
    random = np.random.RandomState(TASK.seed)
    orders = [random.permutation(len(TASK.labels)) for _ in range(SETTINGS.checkpoints[-1])]
    chance = iter(random.randint(2**31, size=5 * len(orders)).tolist())
    torch.default_generator.manual_seed(TASK.seed)
    network = build(TASK.classes).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    _in_training(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=0.01, weight_decay=0.005, fused=True)
    logits = []
    for epoch, order in enumerate(orders, start=1):
        for batch in torch.split(torch.from_numpy(order), SETTINGS.batch_size):
            torch.default_generator.manual_seed(next(chance))
            losses = cross_entropy(network(inputs[batch]), labels[batch], reduction="none")
            optimiser.zero_grad()
            torch.autograd.backward((losses * weights[batch]).mean())
            optimiser.step()
        if epoch in SETTINGS.checkpoints:
            network.eval()
            with torch.no_grad():
                logits.append(network(evaluated))
            _in_training(network)
    return np.asarray(torch.stack(logits).numpy(), dtype=np.float64)


def _in_training(network: torch.nn.Module) -> None:
    network.train()
    for layer in network.modules():
        layer.train(not isinstance(layer, torch.nn.BatchNorm2d))


@pytest.mark.parametrize("build", BUILDS)
def test_sharing_the_beginning_changes_no_bit(build: Build) -> None:
    shared = trainer(build).train_many(TASK, INTERVENTIONS)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for intervention, logits in zip(INTERVENTIONS, shared, strict=True):
        assert np.array_equal(logits, bare_loop(build, intervention)), intervention
    torch.set_num_threads(threads)


@pytest.mark.parametrize("abreast", [1, 3])
def test_statistics_of_batch_normalisation_stay_those_of_the_start(abreast: int) -> None:
    learner = trainer(with_batch_norm, abreast=abreast)._trunk(TASK)
    start = {name: value.clone() for name, value in _state(learner).items()}
    for checkpoint in learner.schedule.checkpoints:  # evaluation comes between
        learner.advance(checkpoint, Targets.of(TASK, [NOTHING], learner.schedule.inputs))
        learner.evaluate()
    end = _state(learner)
    unchanged = {name for name in start if torch.equal(start[name], end[name])}
    assert unchanged == {"1.running_mean", "1.running_var", "1.num_batches_tracked"}


def _state(learner: Learner) -> dict[str, torch.Tensor]:
    if isinstance(learner, NetworkStack):
        return learner.stacked
    return learner.network.state_dict()
