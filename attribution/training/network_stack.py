"""Many networks trained side by side as one: for a GPU, which a single small one leaves idle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

from torch import Tensor, nn
from torch.func import functional_call, vmap
from torch.optim import Optimizer

from attribution.training.learners import EVALUATED_AT_ONCE, Learner
from attribution.training.sample_order import Course

Optimise = Callable[[Iterable[Tensor]], Optimizer]
"""Puts parameters into the care of a new optimiser, which treats every number by itself."""


@dataclass
class NetworkStack(Learner):
    """Parameters and buffers by name, each with one more axis, the first, for the networks.

    `network` tells how to compute with them; its own stay unused. Chance, such as dropout, strikes
    all networks alike.
    """

    stacked: dict[str, Tensor] = field(kw_only=True)
    optimise: Optimise = field(kw_only=True)

    @classmethod
    def of_one(cls, course: Course, network: nn.Module, optimise: Optimise) -> "NetworkStack":
        own = {**dict(network.named_parameters()), **dict(network.named_buffers())}
        stacked = {name: _repeated(tensor.unsqueeze(0), 1) for name, tensor in own.items()}
        optimiser = optimise(_trained(stacked))
        return cls(course, network, optimiser, stacked=stacked, optimise=optimise)

    @property
    def evaluated_at_once(self) -> int:
        """As many as in a step of training, where a GPU's memory has to hold all networks."""
        if self.course.evaluated.device.type == "cpu":
            return EVALUATED_AT_ONCE
        return min(EVALUATED_AT_ONCE, len(self.course.batches[0]))

    def outputs(self, inputs: Tensor) -> Tensor:
        def of_one(own: dict[str, Tensor]) -> Tensor:
            return functional_call(self.network, own, (inputs,))  # type: ignore[no-any-return]

        logits: Tensor = vmap(of_one, randomness="same")(self.stacked)
        return logits

    def copies(self, count: int) -> Self:
        stacked = {name: _repeated(tensor, count) for name, tensor in self.stacked.items()}
        optimiser = self.optimise(_trained(stacked))
        for old, new in zip(_trained(self.stacked), _trained(stacked), strict=True):
            optimiser.state[new] = {
                # The number of steps, without an axis, is common to all networks.
                name: _repeated(value, count) if value.dim() else value.clone()
                for name, value in self.optimiser.state[old].items()
            }
        return type(self)(
            self.course, self.network, optimiser, self.step, stacked=stacked, optimise=self.optimise
        )


def _repeated(tensor: Tensor, count: int) -> Tensor:
    repeated = tensor.detach().repeat(count, *[1] * (tensor.dim() - 1))
    return repeated.requires_grad_(tensor.requires_grad)


def _trained(stacked: dict[str, Tensor]) -> list[Tensor]:
    return [tensor for tensor in stacked.values() if tensor.requires_grad]
