"""The fashion scenario's network: two convolutions and one linear layer."""

from torch import nn

ARCHITECTURE = "two 3x3 convolutions of 16 and 32 channels, each with ReLU and 2x2 pooling; linear"


def small_network(classes: int) -> nn.Module:
    """A network for grey pictures of 28 by 28, initialised by PyTorch's defaults."""
    return nn.Sequential(
        nn.Conv2d(1, 16, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 7 * 7, classes),
    )
