"""Networks side by side are those of the plain loop, but for rounding."""

from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch")
import torch

from attribution.training.network import Build
from attribution.training.network_stack import NetworkStack
from attribution.training.sample_order import TrainingSchedule
from tests.attribution.networks import (
    BUILDS,
    INTERVENTIONS,
    SETTINGS,
    TASK,
    TOLERANCE,
    in_double_precision,
    plain,
    task,
    trainer,
)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("precision", TOLERANCE)
def test_networks_side_by_side_are_those_of_the_plain_loop(build: Build, precision: Any) -> None:
    build = in_double_precision(build) if precision is torch.float64 else build
    one_by_one = trainer(build).train_many(TASK, INTERVENTIONS)
    abreast = trainer(build, abreast=4).train_many(TASK, INTERVENTIONS)
    assert np.abs(abreast - one_by_one).max() < TOLERANCE[precision]


@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_a_stack_is_evaluated_in_large_portions_on_a_processor_alone(
    device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    like = torch.zeros(1, device=device)
    schedule = TrainingSchedule.of(task(), SETTINGS.checkpoints, SETTINGS.batch_size, like)
    sizes = []
    outputs = NetworkStack.outputs

    def measured(stack: NetworkStack, inputs: torch.Tensor) -> torch.Tensor:
        sizes.append(len(inputs))
        return outputs(stack, inputs)

    monkeypatch.setattr(NetworkStack, "outputs", measured)
    stack = NetworkStack.of_network(schedule, plain(3).to(device), torch.optim.SGD)
    assert stack.copies(5).evaluate().shape == (5, 20, 3)
    assert sizes == ([20] if device == "cpu" else [8, 8, 4])
