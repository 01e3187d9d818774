"""A trained network as gradient methods see it. Needs PyTorch."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call, grad, vmap

from attribution.estimates.differentiable import Inputs
from attribution.estimates.links import Link, Softmax
from attribution.training.arithmetic import repeatable
from core.arrays import Floats

SOFTMAX = Softmax()


@dataclass(frozen=True)
class NetworkModel:
    """The parameters are those that are trained, in the order of the network, in one vector.

    Dropout is off and batch normalisation fixed, as when the network is evaluated. AdamW shrinks
    parameters in a way that is no part of the loss, so that there is no penalty, and it is stopped
    after a few epochs.
    """

    network: nn.Module
    training: Inputs
    evaluated: Inputs
    link: Link = SOFTMAX
    is_at_minimum: bool = False

    @property
    def penalty(self) -> Floats:
        return np.zeros(sum(tensor.numel() for tensor in self._trained().values()))

    def predictors(self, inputs: Inputs) -> Floats:
        with repeatable(self._like().device), torch.no_grad():
            logits: Tensor = self.network(self._tensor(inputs))
            return logits.double().cpu().numpy()

    def pull_back(self, inputs: Inputs, cotangents: Floats) -> Floats:
        trained = self._trained()

        def product(own: dict[str, Tensor], sample: Tensor, cotangent: Tensor) -> Tensor:
            logits: Tensor = functional_call(self.network, own, (sample.unsqueeze(0),))
            return (logits[0] * cotangent).sum()

        with repeatable(self._like().device):
            gradients = vmap(grad(product), in_dims=(None, 0, 0))(
                trained, self._tensor(inputs), self._tensor(cotangents)
            )
            flat = [gradients[name].flatten(start_dim=1) for name in trained]
            return torch.cat(flat, dim=1).double().cpu().numpy()

    def _trained(self) -> dict[str, Tensor]:
        return {
            name: parameter.detach()
            for name, parameter in self.network.named_parameters()
            if parameter.requires_grad
        }

    def _like(self) -> Tensor:
        return next(self.network.parameters())

    def _tensor(self, values: Inputs | Floats) -> Tensor:
        return torch.tensor(values).to(self._like())
