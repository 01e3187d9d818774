"""Checks that a network computes every sample of a batch independently of the others.

A removed sample stays in its batch with weight 0. With a layer that, for example, takes a mean over
the batch, it would still have an effect on the other samples.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm, _NormBase

from attribution.errors import TrainingError
from attribution.training.arithmetic import seed_generator


def train_without_statistics(network: nn.Module) -> None:
    """Put the network into training mode, except for the stored statistics of normalisation.

    Layers such as batch normalisation learn their weights but keep their statistics.
    """
    network.train()
    for layer in network.modules():
        if isinstance(layer, _NormBase) and layer.running_mean is not None:
            layer.eval()


def check_independence(network: nn.Module, inputs: Tensor, seed: int) -> None:
    """Raise TrainingError where a sample's logits depend on other samples; changes nothing.

    Every second sample of the batch is replaced. The others have to get the same logits as before,
    first in training mode with the same random draws, then in evaluation mode.
    """
    for name, layer in network.named_modules():
        if isinstance(layer, _BatchNorm) and layer.running_mean is None:
            raise _mixes(name, layer)
    if len(inputs) < 2:
        return
    replaced = inputs.clone()
    replaced[::2] = inputs[1]
    devices = [inputs.device] if inputs.device.type == "cuda" else []
    with torch.random.fork_rng(devices), torch.no_grad():
        start = _without_zeros(network)
        usual, other = (_logits(start, batch, inputs, seed) for batch in (inputs, replaced))
        if not _equal_but_for_rounding(usual, other):
            name = _first_dependent_layer(start, inputs, replaced, seed)
            raise _mixes(name, network.get_submodule(name))


def _without_zeros(network: nn.Module) -> nn.Module:
    """A copy with random numbers for parameters of zeros, which would hide what precedes them."""
    copy = _copy(network)
    generator = torch.Generator().manual_seed(0)
    for parameter in copy.parameters():
        if not parameter.any():
            parameter.copy_(torch.rand(parameter.shape, generator=generator))
    return copy


def _copy(network: nn.Module) -> nn.Module:
    try:
        return deepcopy(network)
    except RuntimeError as problem:
        if "deepcopy" not in str(problem):
            raise
        raise TrainingError(
            f"The network ({type(network).__name__}) cannot be copied, since it holds computed "
            "tensors: use torch.nn.utils.parametrizations in place of the old weight_norm."
        ) from problem


def _logits(start: nn.Module, batch: Tensor, evaluated: Tensor, seed: int) -> Tensor:
    network = deepcopy(start)
    seed_generator(seed, batch.device)
    in_training = network(batch)
    network.eval()
    return torch.cat([in_training[1::2], network(evaluated)[1::2]])


def _equal_but_for_rounding(usual: Tensor, other: Tensor) -> bool:
    """|a - b| <= sqrt(eps) max |a|, or a comparison with NaN, which proves nothing."""
    digits = torch.finfo(usual.dtype).eps ** 0.5
    return not (usual - other).abs().max() > digits * usual.abs().max()


@dataclass(frozen=True)
class _LayerCall:
    """What a layer got and gave for the samples that are the same in both batches."""

    name: str
    inputs: list[Tensor]
    outputs: list[Tensor]


def _first_dependent_layer(start: nn.Module, inputs: Tensor, replaced: Tensor, seed: int) -> str:
    """The name of the first layer whose outputs differ while its inputs do not, else ""."""
    usual, other = (_layer_calls(start, batch, seed) for batch in (inputs, replaced))
    for usual_call, other_call in zip(usual, other, strict=False):
        same_inputs = all(map(_equal_but_for_rounding, usual_call.inputs, other_call.inputs))
        if (
            usual_call.inputs
            and same_inputs
            and not all(map(_equal_but_for_rounding, usual_call.outputs, other_call.outputs))
        ):
            return usual_call.name
    return ""


def _layer_calls(start: nn.Module, batch: Tensor, seed: int) -> list[_LayerCall]:
    """In the order in which layers finish, which has inner layers before outer ones."""
    network = deepcopy(start)
    calls: list[_LayerCall] = []

    def watch(name: str, layer: nn.Module) -> None:
        def note(_: nn.Module, inputs: object, named: object, outputs: object) -> None:
            unreplaced = list(_unreplaced_samples((inputs, named), len(batch)))
            calls.append(
                _LayerCall(name, unreplaced, list(_unreplaced_samples(outputs, len(batch))))
            )

        layer.register_forward_hook(note, with_kwargs=True)

    for name, layer in network.named_modules():
        watch(name, layer)
    seed_generator(seed, batch.device)
    network(batch)
    return calls


def _unreplaced_samples(values: object, samples: int) -> Iterator[Tensor]:
    if isinstance(values, Tensor):
        if values.is_floating_point() and values.dim() and len(values) == samples:
            yield values[1::2].clone()
    elif isinstance(values, Mapping):
        yield from _unreplaced_samples(tuple(values.values()), samples)
    elif isinstance(values, (tuple, list)):
        for value in values:
            yield from _unreplaced_samples(value, samples)


def _mixes(name: str, layer: nn.Module) -> TrainingError:
    kind = type(layer).__name__
    subject = f"Layer {name!r} ({kind})" if name else f"The network ({kind})"
    return TrainingError(
        f"{subject} mixes the samples of a batch, so that a removed one would still move the "
        "others: use layers that take every sample by itself, such as GroupNorm, or BatchNorm with "
        "stored statistics, which are frozen."
    )
