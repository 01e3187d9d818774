"""Networks in training: one by itself, the plain loop that every other way must agree with."""

from abc import ABC, abstractmethod
from copy import deepcopy
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.optim import Optimizer

from attribution.training.arithmetic import seed_chance
from attribution.training.independence import train_without_statistics
from attribution.training.sample_order import Course, Targets

EVALUATED_AT_ONCE = 128
"""Samples evaluated in one go: enough to keep a processor busy, few enough for its memory."""


@dataclass
class Learner(ABC):
    """Some networks of one architecture that have gone `step` steps of a course."""

    course: Course
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
        """Make `count` networks that are where this one is, optimiser included."""

    def advance(self, until: int, targets: Targets) -> None:
        """Train up to a step.

        The loss is the mean over the batch, samples of weight 0 counted, so that an action on one
        sample leaves the share of the others as it was.
        """
        while self.step < until:
            batch = self.course.batches[self.step]
            seed_chance(self.course.chance[self.step], self.course.inputs.device)
            logits = self.outputs(self.course.inputs[batch]).flatten(0, 1)
            losses = cross_entropy(logits, targets.labels[:, batch].flatten(), reduction="none")
            weighted = losses.view(-1, len(batch)) * targets.weights[:, batch]
            self.optimiser.zero_grad()
            # The networks share no weights, so that the sum gives each its own gradient.
            torch.autograd.backward(weighted.mean(dim=1).sum())
            self.optimiser.step()
            self.step += 1

    def evaluate(self) -> Tensor:
        """Logits [networks, evaluated samples, classes]."""
        self.network.eval()
        with torch.inference_mode():
            parts = torch.split(self.course.evaluated, self.evaluated_at_once)
            logits = torch.cat([self.outputs(part) for part in parts], dim=1)
        train_without_statistics(self.network)
        return logits


class SingleNetwork(Learner):
    """One network trained as anybody would write it; it makes one copy at a time."""

    def outputs(self, inputs: Tensor) -> Tensor:
        logits: Tensor = self.network(inputs)
        return logits.unsqueeze(0)

    def copies(self, count: int) -> Self:
        # In one go, so that the copied optimiser holds the copied network's parameters.
        network, optimiser = deepcopy((self.network, self.optimiser))
        return type(self)(self.course, network, optimiser, self.step)
