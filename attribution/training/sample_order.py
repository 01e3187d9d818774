"""What networks learn from: the samples of every step, alike for all, and their own targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import torch
from torch import Tensor

from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask


@dataclass(frozen=True)
class Targets:
    """Labels and weights of the training samples, both [networks, samples]."""

    labels: Tensor
    weights: Tensor

    @classmethod
    def of(
        cls, task: TrainingTask, interventions: Sequence[Intervention], like: Tensor
    ) -> "Targets":
        labels = torch.from_numpy(task.labels_under(interventions)).to(like.device)
        return cls(labels, torch.from_numpy(task.weights(interventions)).to(like))

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, networks: list[int]) -> "Targets":
        return Targets(self.labels[networks], self.weights[networks])


@dataclass(frozen=True)
class Course:
    """Inputs on the device; batches are positions of samples, one batch a step.

    `checkpoints` are steps, rising, the last one last. `chance` seeds torch's generator before each
    step, so that dropout, say, does not depend on what else was drawn before it.
    """

    inputs: Tensor
    evaluated: Tensor
    batches: tuple[Tensor, ...]
    chance: tuple[int, ...]
    checkpoints: tuple[int, ...]

    @classmethod
    def of(
        cls, task: TrainingTask, checkpoints: Sequence[int], batch_size: int, like: Tensor
    ) -> "Course":
        """Shuffle anew for every epoch; `like` gives device and precision, `checkpoints` epochs."""
        # RandomState, since NumPy promises never to change its stream.
        random = np.random.RandomState(task.seed)
        orders = [random.permutation(len(task.labels)) for _ in range(checkpoints[-1])]
        epochs = [
            torch.split(torch.from_numpy(order).to(like.device), batch_size) for order in orders
        ]
        ends = list(accumulate(len(batches) for batches in epochs))
        return cls(
            inputs=torch.tensor(task.inputs).to(like),
            evaluated=torch.tensor(task.evaluated).to(like),
            batches=tuple(batch for batches in epochs for batch in batches),
            chance=tuple(random.randint(2**31, size=ends[-1]).tolist()),
            checkpoints=tuple(ends[epoch - 1] for epoch in checkpoints),
        )

    def first_step(self, intervention: Intervention) -> int:
        """Find the step, from 0, before which the intervention changes nothing."""
        steps = enumerate(self.batches)
        acted_on = set(intervention.indices)
        return next((step for step, batch in steps if acted_on & set(batch.tolist())), 0)
