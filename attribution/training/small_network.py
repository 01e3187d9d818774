"""The network of the fashion scenario: two convolutions and a linear layer."""

from torch import nn

ARCHITECTURE = {
    "layers": "two 3x3 convolutions of 16 and 32 channels, each with 2x2 pooling and ReLU; linear",
    "start": "PyTorch's defaults",
}


def small_network(classes: int) -> nn.Module:
    """A network for grey pictures of 28 by 28, initialised by PyTorch's defaults."""
    return nn.Sequential(
        nn.Conv2d(1, 16, kernel_size=3, padding=1),
        # Before ReLU, which gives the same result with a quarter of the work.
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(16, 32, kernel_size=3, padding=1),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(32 * 7 * 7, classes),
    )
