"""What one sample does to a network must not depend on the samples beside it.

A removed sample stays in its batch with weight 0. Where a layer takes the mean over the batch, say,
its inputs would go on moving the others.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm, _NormBase

from attribution.errors import TrainingError
from attribution.training.arithmetic import seed_chance


def train_without_statistics(network: nn.Module) -> None:
    """Put the network into training, but for the statistics of batch normalisation and its kin.

    Those that are stored stay as they are; its weights learn.
    """
    network.train()
    for layer in network.modules():
        if isinstance(layer, _NormBase) and layer.running_mean is not None:
            layer.eval()


def check_independence(network: nn.Module, inputs: Tensor, seed: int) -> None:
    """Raise TrainingError where a sample's logits depend on its company; changes nothing.

    Every other sample of the batch is replaced. The rest must get the same logits from the network
    as it is, in training and with the same chance, and in evaluation after that.
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
        if not _alike(usual, other):
            name = _where_they_part(start, inputs, replaced, seed)
            raise _mixes(name, network.get_submodule(name))


def _without_zeros(network: nn.Module) -> nn.Module:
    """Make a copy in which no layer that starts at zero hides what comes before it."""
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
    seed_chance(seed, batch.device)
    in_training = network(batch)
    network.eval()
    return torch.cat([in_training[1::2], network(evaluated)[1::2]])


def _alike(usual: Tensor, other: Tensor) -> bool:
    """Alike but for rounding, of which half the digits are granted; overflows prove nothing."""
    digits = torch.finfo(usual.dtype).eps ** 0.5
    return not (usual - other).abs().max() > digits * usual.abs().max()


@dataclass(frozen=True)
class _Passage:
    """What a layer made of the samples that are the same in both batches."""

    name: str
    inputs: list[Tensor]
    outputs: list[Tensor]


def _where_they_part(start: nn.Module, inputs: Tensor, replaced: Tensor, seed: int) -> str:
    """Name the innermost layer whose outputs differ though its inputs do not, else the network."""
    usual, other = (_passages(start, batch, seed) for batch in (inputs, replaced))
    for one, two in zip(usual, other, strict=False):
        same_inputs = all(map(_alike, one.inputs, two.inputs))
        if one.inputs and same_inputs and not all(map(_alike, one.outputs, two.outputs)):
            return one.name
    return ""


def _passages(start: nn.Module, batch: Tensor, seed: int) -> list[_Passage]:
    """In the order in which layers finish: the inner ones first."""
    network = deepcopy(start)
    passages: list[_Passage] = []

    def watch(name: str, layer: nn.Module) -> None:
        def note(_: nn.Module, inputs: object, named: object, outputs: object) -> None:
            seen = list(_unreplaced((inputs, named), len(batch)))
            passages.append(_Passage(name, seen, list(_unreplaced(outputs, len(batch)))))

        layer.register_forward_hook(note, with_kwargs=True)

    for name, layer in network.named_modules():
        watch(name, layer)
    seed_chance(seed, batch.device)
    network(batch)
    return passages


def _unreplaced(values: object, samples: int) -> Iterator[Tensor]:
    if isinstance(values, Tensor):
        if values.is_floating_point() and values.dim() and len(values) == samples:
            yield values[1::2].clone()
    elif isinstance(values, Mapping):
        yield from _unreplaced(tuple(values.values()), samples)
    elif isinstance(values, (tuple, list)):
        for value in values:
            yield from _unreplaced(value, samples)


def _mixes(name: str, layer: nn.Module) -> TrainingError:
    kind = type(layer).__name__
    subject = f"Layer {name!r} ({kind})" if name else f"The network ({kind})"
    return TrainingError(
        f"{subject} mixes the samples of a batch, so that a removed one would still move the "
        "others: use layers that take every sample by itself, such as GroupNorm, or BatchNorm with "
        "stored statistics, which are frozen."
    )
