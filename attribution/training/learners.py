"""Networks in training, and the plain loop for one network, which is the reference."""

from abc import ABC, abstractmethod
from copy import deepcopy
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.optim import Optimizer

from attribution.training.arithmetic import seed_generator
from attribution.training.independence import train_without_statistics
from attribution.training.sample_order import Targets, TrainingSchedule

EVALUATED_AT_ONCE = 128
"""Samples that are evaluated together: enough for the processor, few enough for its memory."""


@dataclass
class Learner(ABC):
    """Networks of one architecture after `step` steps of a schedule."""

    schedule: TrainingSchedule
    network: nn.Module
    optimiser: Optimizer
    step: int = 0

    @property
    def evaluated_at_once(self) -> int:
        return EVALUATED_AT_ONCE

    @abstractmethod
    def outputs(self, inputs: Tensor) -> Tensor:
        """Logits [networks, inputs, classes]."""

    @abstractmethod
    def copies(self, count: int) -> Self:
        """`count` networks in the state of this one, with that of its optimiser."""

    def advance(self, until: int, targets: Targets) -> None:
        """Train up to a step on the loss sum_i w_i CE_i / B over a batch of B samples.

        Samples of weight 0 count in B, so that removing one leaves the share of others unchanged.
        """
        while self.step < until:
            batch = self.schedule.batches[self.step]
            seed_generator(self.schedule.step_seeds[self.step], self.schedule.inputs.device)
            logits = self.outputs(self.schedule.inputs[batch]).flatten(0, 1)
            losses = cross_entropy(logits, targets.labels[:, batch].flatten(), reduction="none")
            weighted = losses.view(-1, len(batch)) * targets.weights[:, batch]
            self.optimiser.zero_grad()
            # The networks share no weights, so the gradient of the sum is that of each.
            torch.autograd.backward(weighted.mean(dim=1).sum())
            self.optimiser.step()
            self.step += 1

    def evaluate(self) -> Tensor:
        """Logits [networks, evaluated samples, classes]."""
        self.network.eval()
        with torch.inference_mode():
            parts = torch.split(self.schedule.evaluated, self.evaluated_at_once)
            logits = torch.cat([self.outputs(part) for part in parts], dim=1)
        train_without_statistics(self.network)
        return logits


class SingleNetwork(Learner):
    """One network in a plain training loop; `copies` makes one copy only."""

    def outputs(self, inputs: Tensor) -> Tensor:
        logits: Tensor = self.network(inputs)
        return logits.unsqueeze(0)

    def copies(self, count: int) -> Self:
        # Copied together, so that the new optimiser holds the new network's parameters.
        network, optimiser = deepcopy((self.network, self.optimiser))
        return type(self)(self.schedule, network, optimiser, self.step)
