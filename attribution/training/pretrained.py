"""ImageNet weights for ResNet18, from a file or from torchvision."""

from collections.abc import Mapping
from pathlib import Path

import torch

from attribution.errors import TrainingError
from attribution.training.resnet18 import ResNet18
from core.digests import digest

IMAGENET_CLASSES = 1000

Weights = Mapping[str, torch.Tensor]


def checkpoint_weights(file: Path) -> Weights:
    """Read a checkpoint without executing any of it; raises TrainingError."""
    try:
        weights = torch.load(file, map_location="cpu", weights_only=True)
    except OSError as problem:
        raise TrainingError(
            f"{file} cannot be read ({problem.strerror}): name a checkpoint of ResNet18, such as "
            "torchvision's resnet18-f37072fd.pth."
        ) from problem
    except Exception as problem:  # unpicklers raise many kinds on what they refuse
        raise _no_tensors(file) from problem
    if not isinstance(weights, Mapping) or not all(map(torch.is_tensor, weights.values())):
        raise _no_tensors(file)
    return _fitting(file, weights)


def torchvision_weights() -> Weights:
    """Torchvision's weights, downloaded or cached; raises TrainingError where neither works."""
    try:
        from torchvision.models import ResNet18_Weights

        weights: Weights = ResNet18_Weights.IMAGENET1K_V1.get_state_dict(check_hash=True)
    # RuntimeError: torchvision does not fit this PyTorch, or the file has another hash.
    except (ImportError, OSError, RuntimeError) as problem:
        raise TrainingError(
            "Fine-tuning needs ImageNet weights, and torchvision gives none here: give a "
            "checkpoint file of ResNet18, or install the torchvision that fits this PyTorch."
        ) from problem
    return weights


def weights_digest(weights: Weights) -> str:
    """SHA-256 of the names and values of all weights."""
    named = [name.encode() + weights[name].numpy().tobytes() for name in sorted(weights)]
    return digest(b"".join(named))


def _fitting(file: Path, weights: Weights) -> Weights:
    """The weights in the network's own precision; raises TrainingError where they do not fit."""
    network = ResNet18(IMAGENET_CLASSES)
    try:
        network.load_state_dict(weights)
    except (RuntimeError, TypeError, AttributeError) as problem:
        raise TrainingError(
            f"{file} has other keys or shapes than ResNet18 for ImageNet's 1,000 classes: name a "
            "checkpoint such as torchvision's resnet18-f37072fd.pth."
        ) from problem
    return network.state_dict()


def _no_tensors(file: Path) -> TrainingError:
    return TrainingError(
        f"{file} is no file of tensors alone, and nothing else is opened: name a checkpoint of "
        "ResNet18, such as torchvision's resnet18-f37072fd.pth."
    )
