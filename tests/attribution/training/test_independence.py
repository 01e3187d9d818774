"""Networks that mix the samples of a batch are refused, and no others."""

import re
from collections.abc import Callable

import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch
from torch import Tensor, nn

from attribution.errors import TrainingError
from attribution.training.independence import check_independence, train_without_statistics
from attribution.training.resnet18 import ResNet18

CHANNELS, SIDE = 8, 6


def check(*layers: nn.Module) -> None:
    """Check the layers, between a convolution and a linear layer that starts at zero."""
    torch.manual_seed(3)
    last = nn.LazyLinear(3)
    network = nn.Sequential(nn.Conv2d(2, CHANNELS, 3, padding=1), *layers, nn.Flatten(), last)
    inputs = torch.rand(9, 2, SIDE, SIDE)
    with torch.no_grad():
        network(inputs)
    nn.init.zeros_(last.weight)
    check_as_in_training(network, inputs)


def check_as_in_training(network: nn.Module, inputs: Tensor) -> None:
    train_without_statistics(network)
    check_independence(network, inputs, seed=11)


class Centred(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x - x.mean(dim=0)


class Branches(nn.Module):
    """Mixes in its own lines, beside a layer that does not."""

    def __init__(self) -> None:
        super().__init__()
        self.sound = nn.Conv2d(CHANNELS, CHANNELS, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.sound(x * x.amax(dim=0))  # type: ignore[no-any-return]


class OverSamples(nn.Module):
    """Takes the samples for steps of time."""

    def __init__(self) -> None:
        super().__init__()
        self.recurrent = nn.LSTM(CHANNELS * SIDE * SIDE, 10)

    def forward(self, x: Tensor) -> Tensor:
        outputs: Tensor = self.recurrent(x.flatten(1))[0]
        return outputs


class Remembering(nn.Module):
    """Changes nothing in training, and later subtracts what it has seen."""

    seen: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("seen", torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            self.seen += x.mean()
            return x
        return x - self.seen


class AlwaysNormalising(nn.BatchNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.batch_norm(x, None, None, training=True)


@pytest.mark.parametrize(
    ("layer", "name"),
    [
        (Centred, "Layer '1' (Centred)"),
        (Branches, "Layer '1' (Branches)"),
        (OverSamples, "Layer '1.recurrent' (LSTM)"),
        (lambda: AlwaysNormalising(CHANNELS), "Layer '1' (AlwaysNormalising)"),
        (lambda: nn.BatchNorm2d(CHANNELS, track_running_stats=False), "Layer '1' (BatchNorm2d)"),
        (Remembering, "The network (Sequential)"),
        # Draws once for every negative number: less light, other chance for the samples after it.
        (nn.RReLU, "Layer '1' (RReLU)"),
    ],
)
def test_whatever_mixes_samples_is_named_with_a_remedy(
    layer: Callable[[], nn.Module], name: str
) -> None:
    with pytest.raises(TrainingError, match=re.escape(f"{name} mixes the samples")) as problem:
        check(layer())
    assert "such as GroupNorm, or BatchNorm with stored statistics" in str(problem.value)


def test_a_layer_that_starts_at_zero_hides_nothing() -> None:
    hiding = nn.Conv2d(CHANNELS, CHANNELS, 1)
    for parameter in hiding.parameters():
        nn.init.zeros_(parameter)
    hidden = nn.Sequential(Centred(), hiding)
    with pytest.raises(TrainingError, match=re.escape("Layer '1.0' (Centred) mixes")):
        check(hidden)


@pytest.mark.parametrize(
    "layer",
    [
        nn.Dropout(),
        nn.Dropout2d(),
        nn.AlphaDropout(),
        nn.FeatureAlphaDropout(),
        nn.GroupNorm(4, CHANNELS),
        nn.LayerNorm([CHANNELS, SIDE, SIDE]),
        nn.InstanceNorm2d(CHANNELS),
        nn.InstanceNorm2d(CHANNELS, affine=True, track_running_stats=True),
        nn.BatchNorm2d(CHANNELS),
        nn.SyncBatchNorm(CHANNELS),
        nn.Conv2d(CHANNELS, 16, 3, groups=4),
        nn.utils.parametrizations.weight_norm(nn.Conv2d(CHANNELS, CHANNELS, 3)),
        nn.utils.parametrizations.spectral_norm(nn.Conv2d(CHANNELS, CHANNELS, 3)),
        nn.MaxPool2d(3, 2, padding=1),
        nn.FractionalMaxPool2d(2, output_size=3),
        nn.AdaptiveAvgPool2d(2),
        nn.Sequential(
            nn.Flatten(2), nn.TransformerEncoderLayer(SIDE * SIDE, 4, 32, batch_first=True)
        ),
    ],
    ids=lambda layer: type(layer).__name__,
)
@pytest.mark.parametrize("precision", [torch.float64, torch.float32, torch.bfloat16])
def test_a_network_that_takes_every_sample_by_itself_passes(
    layer: nn.Module, precision: torch.dtype
) -> None:
    torch.manual_seed(4)
    network = nn.Sequential(nn.Conv2d(2, CHANNELS, 3, padding=1), layer, nn.Flatten())
    network = network.to(precision)
    check_as_in_training(network, torch.rand(9, 2, SIDE, SIDE, dtype=precision))


def test_memory_with_the_channels_last_passes() -> None:
    torch.manual_seed(4)
    network = ResNet18(5).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    inputs = torch.rand(5, 3, 32, 32).contiguous(memory_format=torch.channels_last)
    check_as_in_training(network, inputs)


@pytest.mark.filterwarnings("ignore:.*weight_norm:FutureWarning")
def test_a_network_that_cannot_be_copied_is_a_sentence() -> None:
    network = nn.Sequential(nn.utils.weight_norm(nn.Linear(4, 2)))
    with pytest.raises(TrainingError, match=r"use torch\.nn\.utils\.parametrizations in place of"):
        check_as_in_training(network, torch.rand(6, 4))


def test_equal_samples_and_samples_that_overflow_pass() -> None:
    network = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
    for inputs in (torch.zeros(6, 4), torch.full((6, 4), torch.inf), torch.rand(1, 4)):
        check_as_in_training(network, inputs)


def test_a_check_changes_no_number_and_draws_from_no_stream_of_chance() -> None:
    first = nn.Conv2d(2, CHANNELS, 3)
    nn.init.zeros_(first.weight)
    network = nn.Sequential(first, nn.BatchNorm2d(CHANNELS), nn.Dropout(), Remembering())
    inputs = torch.rand(9, 2, SIDE, SIDE)
    train_without_statistics(network)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    modes = [layer.training for layer in network.modules()]
    chance, seen = torch.get_rng_state(), inputs.clone()
    with pytest.raises(TrainingError):
        check_independence(network, inputs, seed=11)
    assert torch.equal(torch.get_rng_state(), chance)
    assert torch.equal(inputs, seen)
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())
    assert [layer.training for layer in network.modules()] == modes
    assert all(parameter.grad is None for parameter in network.parameters())
    assert not any(layer._forward_hooks for layer in network.modules())


def test_statistics_are_frozen_and_the_rest_is_trained() -> None:
    network = nn.Sequential(
        nn.BatchNorm2d(2), nn.InstanceNorm2d(2, track_running_stats=True), nn.InstanceNorm2d(2)
    ).eval()
    train_without_statistics(network)
    assert [layer.training for layer in network] == [False, False, True]
    assert network.training
    assert network[0].weight.requires_grad
