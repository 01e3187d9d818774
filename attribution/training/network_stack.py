"""Many networks trained side by side, for a GPU that a single small network leaves idle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

from torch import Tensor, nn
from torch.func import functional_call, vmap
from torch.optim import Optimizer

from attribution.training.learners import EVALUATED_AT_ONCE, Learner
from attribution.training.sample_order import TrainingSchedule

Optimise = Callable[[Iterable[Tensor]], Optimizer]
"""Makes an optimiser for parameters; it has to treat every number by itself, as AdamW does."""


@dataclass
class NetworkStack(Learner):
    """Parameters and buffers by name, each with a new first axis for the networks.

    `network` only computes with them; its own parameters are not used. Random layers, such as
    dropout, draw the same for all networks.
    """

    stacked: dict[str, Tensor] = field(kw_only=True)
    optimise: Optimise = field(kw_only=True)

    @classmethod
    def of_network(
        cls, schedule: TrainingSchedule, network: nn.Module, optimise: Optimise
    ) -> "NetworkStack":
        own = {**dict(network.named_parameters()), **dict(network.named_buffers())}
        stacked = {name: _repeated(tensor.unsqueeze(0), 1) for name, tensor in own.items()}
        optimiser = optimise(_trained(stacked))
        return cls(schedule, network, optimiser, stacked=stacked, optimise=optimise)

    @property
    def evaluated_at_once(self) -> int:
        """On a GPU, whose memory holds all networks, as many samples as in a training step."""
        if self.schedule.evaluated.device.type == "cpu":
            return EVALUATED_AT_ONCE
        return min(EVALUATED_AT_ONCE, len(self.schedule.batches[0]))

    def outputs(self, inputs: Tensor) -> Tensor:
        def outputs_of_network(own: dict[str, Tensor]) -> Tensor:
            return functional_call(self.network, own, (inputs,))  # type: ignore[no-any-return]

        logits: Tensor = vmap(outputs_of_network, randomness="same")(self.stacked)
        return logits

    def copies(self, count: int) -> Self:
        stacked = {name: _repeated(tensor, count) for name, tensor in self.stacked.items()}
        optimiser = self.optimise(_trained(stacked))
        for old, new in zip(_trained(self.stacked), _trained(stacked), strict=True):
            optimiser.state[new] = {
                # The optimiser's step count has no axis, since all networks share it.
                name: _repeated(value, count) if value.dim() else value.clone()
                for name, value in self.optimiser.state[old].items()
            }
        return type(self)(
            self.schedule,
            self.network,
            optimiser,
            self.step,
            stacked=stacked,
            optimise=self.optimise,
        )


def _repeated(tensor: Tensor, count: int) -> Tensor:
    repeated = tensor.detach().repeat(count, *[1] * (tensor.dim() - 1))
    return repeated.requires_grad_(tensor.requires_grad)


def _trained(stacked: dict[str, Tensor]) -> list[Tensor]:
    return [tensor for tensor in stacked.values() if tensor.requires_grad]
