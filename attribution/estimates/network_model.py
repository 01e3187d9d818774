"""A trained network as gradient methods see it. Needs PyTorch."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.func import functional_call, grad, vmap

from attribution.estimates.differentiable import Inputs
from attribution.estimates.links import Link, Softmax
from attribution.training.arithmetic import repeatable
from attribution.training.network import TrainedNetwork
from core.arrays import Floats

SOFTMAX = Softmax()


@dataclass(frozen=True)
class NetworkModel:
    """The parameters are those that are trained, in the order of the network, in one vector.

    Dropout is off and batch normalisation fixed, as when the network is evaluated. Training stops
    long before the minimum of the mean loss, and where it stops is close to the minimum with a
    penalty of 1 / (eta T): of gradient descent by T steps of the size eta. AdamW has a size for
    every parameter. Source: Ali, Kolter and Tibshirani (2019), A Continuous-Time View of Early
    Stopping for Least Squares Regression, for gradient descent; for AdamW, the figures in
    docs/explanation/approximate-methods.md.
    """

    trained: TrainedNetwork
    training: Inputs
    evaluated: Inputs
    link: Link = SOFTMAX

    @property
    def penalty(self) -> Floats:
        return 1.0 / (self.trained.steps * self.trained.step_sizes)

    def predictors(self, inputs: Inputs) -> Floats:
        with repeatable(self._like().device), torch.no_grad():
            logits: Tensor = self.trained.network(self._tensor(inputs))
            return logits.double().cpu().numpy()

    def pull_back(self, inputs: Inputs, cotangents: Floats) -> Floats:
        parameters = self._parameters()

        def product(own: dict[str, Tensor], sample: Tensor, cotangent: Tensor) -> Tensor:
            logits: Tensor = functional_call(self.trained.network, own, (sample.unsqueeze(0),))
            return (logits[0] * cotangent).sum()

        with repeatable(self._like().device):
            gradients = vmap(grad(product), in_dims=(None, 0, 0))(
                parameters, self._tensor(inputs), self._tensor(cotangents)
            )
            flat = [gradients[name].flatten(start_dim=1) for name in parameters]
            return torch.cat(flat, dim=1).double().cpu().numpy()

    def _parameters(self) -> dict[str, Tensor]:
        return {
            name: parameter.detach()
            for name, parameter in self.trained.network.named_parameters()
            if parameter.requires_grad
        }

    def _like(self) -> Tensor:
        return next(self.trained.network.parameters())

    def _tensor(self, values: Inputs | Floats) -> Tensor:
        return torch.tensor(values).to(self._like())
