"""The samples of every training step, which all networks share, and the targets of each."""

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
    """Labels and weights of the training samples for each network, both [networks, samples]."""

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
class TrainingSchedule:
    """Inputs on the device, and for each step a batch of positions of samples.

    `checkpoints` are step numbers in rising order; the last one ends the training. `step_seeds`
    seed torch's generator before each step, so that dropout does not depend on earlier draws.
    """

    inputs: Tensor
    evaluated: Tensor
    batches: tuple[Tensor, ...]
    step_seeds: tuple[int, ...]
    checkpoints: tuple[int, ...]

    @classmethod
    def of(
        cls, task: TrainingTask, checkpoints: Sequence[int], batch_size: int, like: Tensor
    ) -> "TrainingSchedule":
        """Draw a new order for every epoch; `checkpoints` are epochs.

        Tensors get the device and the precision of `like`.
        """
        # NumPy promises that the stream of RandomState never changes.
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
            step_seeds=tuple(random.randint(2**31, size=ends[-1]).tolist()),
            checkpoints=tuple(ends[epoch - 1] for epoch in checkpoints),
        )

    def first_step(self, intervention: Intervention) -> int:
        """The first step, from 0, whose batch holds a sample of the intervention; 0 for none."""
        steps = enumerate(self.batches)
        acted_on = set(intervention.indices)
        return next((step for step, batch in steps if acted_on & set(batch.tolist())), 0)
