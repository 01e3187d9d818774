"""Neural networks that are retrained in full under every intervention (paper, appendix C.1)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

from attribution.errors import TrainingError
from attribution.training.arithmetic import check_device, repeatable, rounding
from attribution.training.independence import check_independence, train_without_statistics
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.learners import Learner, SingleNetwork
from attribution.training.network_stack import NetworkStack
from attribution.training.sample_order import Targets, TrainingSchedule
from attribution.training.shared_prefix import fork_and_finish
from attribution.training.task import TrainingTask
from core.arrays import Floats

Build = Callable[[int], nn.Module]
"""Makes a network for a number of classes; torch's global generator draws its first weights."""


@dataclass(frozen=True)
class NetworkSettings:
    """Training by AdamW on the cross-entropy, up to the last of the checkpoints (rising epochs)."""

    batch_size: int
    checkpoints: tuple[int, ...] = (8, 9, 10)
    learning_rate: float = 0.001
    weight_decay: float = 0.005


@dataclass(frozen=True)
class TrainedNetwork:
    """A network in evaluation mode after some steps of AdamW.

    `step_sizes` [trained parameters] are what a gradient of 1 is multiplied by in a step of AdamW,
    eta / (sqrt(v) + epsilon) with its mean v of squared gradients, in the order of the network.
    """

    network: nn.Module
    steps: int
    step_sizes: Floats

    @classmethod
    def of(cls, learner: Learner) -> "TrainedNetwork":
        """A copy of a network in the plain training loop."""
        sizes = []
        for group in learner.optimiser.param_groups:
            for parameter in group["params"]:
                if parameter.requires_grad:
                    # An unused parameter has no state.
                    squares = learner.optimiser.state[parameter].get("exp_avg_sq", 0 * parameter)
                    unbiased = squares.detach() / (1 - group["betas"][1] ** learner.step)
                    sizes.append(group["lr"] / (unbiased.sqrt() + group["eps"]))
        flat = torch.cat([size.flatten() for size in sizes]).double().cpu().numpy()
        return cls(deepcopy(learner.network).eval(), learner.step, flat)


@dataclass(frozen=True)
class NetworkTrainer:
    """Trains any network; `architecture` describes in the recipe what `build` makes.

    Batch normalisation keeps the statistics that `build` gives it. A network that mixes the samples
    of a batch in another way is refused, since a removed sample would still move the others.
    `kind` names the recipe in a few words wherever its numbers are shown. `abreast` networks are
    trained side by side: a GPU needs many of them, while on a CPU the plain loop (1) is faster
    except for networks of a single layer.
    """

    build: Build
    architecture: Mapping[str, Any]
    settings: NetworkSettings
    device: str = "cpu"
    abreast: int = 1
    kind: str = "neural network by AdamW on the cross-entropy"
    libraries: tuple[str, ...] = ("torch",)
    prefers: Literal["threads", "processes"] = "processes"

    def __post_init__(self) -> None:
        check_device(self.device)

    @property
    def description(self) -> Mapping[str, Any]:
        return {
            "kind": self.kind,
            "architecture": self.architecture,
            **asdict(self.settings),
            "device": self.device,
            "abreast": self.abreast,
            "rounding": rounding(torch.device(self.device)),
        }

    @property
    def checkpoints(self) -> tuple[int, ...]:
        return self.settings.checkpoints

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        with repeatable(torch.device(self.device)):
            trunk = self._trunk(task)
            like = trunk.schedule.inputs
            base, forks = (Targets.of(task, some, like) for some in ([NOTHING], interventions))
            starts = [trunk.schedule.first_step(intervention) for intervention in interventions]
            logits = fork_and_finish(trunk, base, forks, starts, self.abreast)
        if not logits.isfinite().all():
            raise TrainingError("A network's logits overflowed: lower the learning rate.")
        return logits.numpy().astype(np.float64)

    def with_epochs(self, epochs: Sequence[int]) -> Self:
        """The same training with other checkpoints, by the plain loop."""
        settings = replace(self.settings, checkpoints=tuple(epochs))
        return replace(self, abreast=1, settings=settings)

    def base_networks(self, task: TrainingTask) -> list[TrainedNetwork]:
        """The base model of a task at every checkpoint.

        It is trained by the plain loop, which differs from networks side by side in rounding.
        """
        if self.abreast > 1:
            return self.with_epochs(self.checkpoints).base_networks(task)
        networks = []
        with repeatable(torch.device(self.device)):
            learner = self._trunk(task)
            base = Targets.of(task, [NOTHING], learner.schedule.inputs)
            for step in learner.schedule.checkpoints:
                learner.advance(step, base)
                networks.append(TrainedNetwork.of(learner))
        return networks

    def _trunk(self, task: TrainingTask) -> Learner:
        # Weights are drawn on the CPU, so that training starts alike on every device.
        torch.default_generator.manual_seed(task.seed)
        network = self.build(task.classes)
        train_without_statistics(network)
        try:
            network = network.to(self.device)
            like = next(network.parameters())
            schedule = TrainingSchedule.of(task, self.checkpoints, self.settings.batch_size, like)
            check_independence(
                network, schedule.inputs[schedule.batches[0]], schedule.step_seeds[0]
            )
        except torch.OutOfMemoryError as problem:
            raise TrainingError(
                "The device's memory does not hold the samples and one network: use fewer or "
                "smaller samples, smaller batches or another device."
            ) from problem
        if self.abreast > 1:
            return NetworkStack.of_network(schedule, network, self._optimise)
        # The memory format in which convolutions are fastest.
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return SingleNetwork(schedule, network, self._optimise(network.parameters()))

    def _optimise(self, parameters: Iterable[Tensor]) -> Optimizer:
        return AdamW(
            parameters,
            lr=self.settings.learning_rate,
            weight_decay=self.settings.weight_decay,
            fused=True,
        )
