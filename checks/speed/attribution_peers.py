"""TracIn and influence functions on small networks, beside Captum and dattri.

Run from the repository root where captum 0.9 and dattri 0.3 are installed as well (in an
environment of its own): python -m checks.speed.attribution_peers
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import process_time

import numpy as np
import torch
from captum.influence import TracInCP
from dattri.algorithm.influence_function import IFAttributorExplicit
from dattri.algorithm.tracin import TracInAttributor
from dattri.task import AttributionTask
from torch import Tensor, nn
from torch.func import functional_call
from torch.utils.data import DataLoader, TensorDataset

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.estimates.ensemble import training_stages
from attribution.estimates.influence import influence
from attribution.estimates.network_model import NetworkModel
from attribution.estimates.tracin import tracin
from attribution.training.network import NetworkSettings, NetworkTrainer
from attribution.training.task import TrainingTask
from core.arrays import Floats

SAMPLES, TESTS, CLASSES, RATE, PENALTY = 200, 20, 4, 0.01, 0.05


def convolutional(classes: int) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 36, classes)
    ).double()


def linear(classes: int) -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(64, classes)).double()


@dataclass(frozen=True)
class WithPenalty(NetworkModel):
    """A network with one penalty for all parameters, as the peers have it."""

    @property
    def penalty(self) -> Floats:
        return np.full(len(self.trained.step_sizes), PENALTY)


def main() -> None:
    random = np.random.RandomState(0)
    labels = np.arange(SAMPLES + TESTS) % CLASSES
    inputs = random.rand(SAMPLES + TESTS, 1, 8, 8)
    inputs[np.arange(len(labels)), 0, labels] += 0.4
    task = TrainingTask(
        inputs[:SAMPLES], labels[:SAMPLES], labels[:SAMPLES], inputs[SAMPLES:], CLASSES, seed=0
    )
    errors = [Misclassification(i, int(labels[SAMPLES + i]), 0) for i in range(TESTS)]
    settings = NetworkSettings(batch_size=20, checkpoints=(5,), learning_rate=RATE)
    train, test = (
        TensorDataset(torch.tensor(x), torch.tensor(y))
        for x, y in ((task.inputs, task.labels), (task.evaluated, labels[SAMPLES:]))
    )

    trainer = NetworkTrainer(convolutional, {}, settings)
    stages = training_stages(trainer, task)
    # Every peer sums over checkpoints with the learning rate, and not per sample of a batch.
    whole = [replace(stage, batch=1) for stage in stages]
    ours, seconds = timed(lambda: tracin(whole, task, errors, [Action.REMOVAL])[0, ..., 0])
    states = [stage.model.trained.network.state_dict() for stage in stages]  # type: ignore[attr-defined]
    print(f"TracIn, {len(stages)} epochs: {seconds:.2f} CPU s")
    network = convolutional(CLASSES)
    compare("Captum", ours, *timed(lambda: of_captum(network, states, train, test)))
    compare("dattri", ours, *timed(lambda: tracin_of_dattri(network, states, train, test)))

    trainer = NetworkTrainer(linear, {}, settings)
    trained = trainer.base_networks(task)[0]
    model = WithPenalty(trained, task.inputs, task.evaluated)
    weights = np.ones(SAMPLES)
    ours, seconds = timed(
        lambda: influence(model, task, weights, errors, [Action.REMOVAL])[0, ..., 0]
    )
    print(f"influence of a linear layer: {seconds:.2f} CPU s")
    state = [trained.network.state_dict()]
    theirs, seconds = timed(lambda: influence_of_dattri(linear(CLASSES), state, train, test))
    # dattri leaves out 1 / n.
    compare("dattri", ours, theirs / SAMPLES, seconds)


def timed(compute: Callable[[], Floats]) -> tuple[Floats, float]:
    start = process_time()
    return compute(), process_time() - start


def compare(name: str, ours: Floats, theirs: Floats, seconds: float) -> None:
    difference = np.abs(ours - theirs).max() / np.abs(ours).max()
    print(f"  {name}: {seconds:.2f} CPU s, largest difference {difference:.1e} of the largest size")


def of_captum(
    network: nn.Module, states: list[dict[str, Tensor]], train: TensorDataset, test: TensorDataset
) -> Floats:
    def load(module: nn.Module, path: str) -> float:
        module.load_state_dict(states[int(path)])
        module.eval()
        return RATE

    attributor = TracInCP(
        network,
        train,
        [str(number) for number in range(len(states))],
        checkpoints_load_func=load,
        loss_fn=nn.CrossEntropyLoss(reduction="sum"),
        batch_size=50,
        sample_wise_grads_per_batch=True,
    )
    scores: Tensor = attributor.influence(test.tensors)
    return scores.T.detach().numpy()


def tracin_of_dattri(
    network: nn.Module, states: list[dict[str, Tensor]], train: TensorDataset, test: TensorDataset
) -> Floats:
    attributor = TracInAttributor(
        dattri_task(network, states),
        weight_list=torch.full((len(states),), RATE),
        normalized_grad=False,
    )
    attributor.projector_kwargs = None  # it would otherwise project to 512 dimensions
    scores: Tensor = attributor.attribute(DataLoader(train, 50), DataLoader(test, 50))
    return scores.detach().double().numpy()


def influence_of_dattri(
    network: nn.Module, states: list[dict[str, Tensor]], train: TensorDataset, test: TensorDataset
) -> Floats:
    attributor = IFAttributorExplicit(dattri_task(network, states), regularization=PENALTY)
    attributor.cache(DataLoader(train, SAMPLES))
    scores: Tensor = attributor.attribute(DataLoader(train, 50), DataLoader(test, 50))
    return scores.detach().double().numpy()


def dattri_task(network: nn.Module, states: list[dict[str, Tensor]]) -> AttributionTask:
    def loss(parameters: dict[str, Tensor], data: tuple[Tensor, Tensor]) -> Tensor:
        inputs, label = data
        if inputs.dim() == 3:
            inputs, label = inputs.unsqueeze(0), label.unsqueeze(0)
        logits: Tensor = functional_call(network, parameters, (inputs,))
        return nn.functional.cross_entropy(logits, label)

    return AttributionTask(loss_func=loss, model=network, checkpoints=states)


if __name__ == "__main__":
    main()
