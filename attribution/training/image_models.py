"""Two recipes for learning photographs, each named wherever its numbers are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from torch import nn

from attribution.data.image_collection import PhotographReader
from attribution.data.photographs import model_pixels, read_photograph
from attribution.training import backbone
from attribution.training.network import NetworkSettings, NetworkTrainer
from attribution.training.pretrained import (
    IMAGENET_CLASSES,
    Weights,
    checkpoint_weights,
    torchvision_weights,
    weights_digest,
)
from attribution.training.resnet18 import ResNet18
from attribution.training.trainer import Trainer

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
"""Of red, green and blue in ImageNet, by which torchvision's weights expect inputs scaled."""


@dataclass(frozen=True)
class ImageModel:
    """How photographs become inputs, how a model is trained, and how many models a shard holds."""

    read_inputs: PhotographReader
    trainer: Trainer
    shard_size: int


def frozen_backbone(device: str = "cpu") -> ImageModel:
    """Fixed features and a linear layer, of which only the layer is retrained (decision 0008).

    The layer starts from PyTorch's defaults and is trained as `full_fine_tuning` describes. The
    features are not scaled.
    """
    trainer = NetworkTrainer(
        build=partial(nn.Linear, backbone.FEATURES),
        architecture={"backbone": backbone.BACKBONE, "retrained": "one linear layer"},
        settings=NetworkSettings(batch_size=16),
        device=device,
        abreast=64,
        kind="frozen backbone, retrained head",
        libraries=backbone.LIBRARIES,
    )
    return ImageModel(backbone.lite0_features, trainer, shard_size=192)


def full_fine_tuning(checkpoint: Path | None = None, device: str = "cpu") -> ImageModel:
    """ResNet18 with ImageNet's weights, retrained as a whole (paper, appendix C.1).

    loss = sum_i w_i CE_i / B over a batch of B samples, those of weight 0 counted in B.

    Inputs are those of `normalised_pixels`, without augmentation. The last layer is drawn anew for
    the scenario's classes. AdamW has the learning rate 0.001 and the weight decay 0.005 on every
    parameter. There are ten epochs in batches of 16, each in a new order and with its last, shorter
    batch; the checkpoints are epochs 8, 9 and 10. Batch normalisation learns its weights but keeps
    the statistics of the weights file, since those of a batch would depend on removed samples.

    Raises TrainingError where the weights are not available.
    """
    weights = torchvision_weights() if checkpoint is None else checkpoint_weights(checkpoint)
    trainer = NetworkTrainer(
        build=partial(_fine_tuned, weights),
        architecture={
            "network": "ResNet18",
            "frozen": "statistics of batch normalisation, those of the weights file",
            "weights_sha256": weights_digest(weights),
        },
        settings=NetworkSettings(batch_size=16),
        device=device,
        abreast=1 if device == "cpu" else 8,
        kind="full fine-tuning of ResNet18",
        libraries=("pillow", "torch"),
    )
    return ImageModel(normalised_pixels, trainer, shard_size=16)


def normalised_pixels(files: Sequence[Path]) -> npt.NDArray[np.float32]:
    """(level / 255 - MEAN) / DEVIATION, [files, 3, 224, 224].

    The square in the middle, 224/256 of the short side, is scaled to 224 pixels a side (bicubic).
    Raises DataError for a photograph that cannot be used.
    """
    pixels = np.empty((len(files), 224, 224, 3), np.float32)
    for position, file in enumerate(files):
        pixels[position] = (
            model_pixels(read_photograph(file)) / np.float32(255) - MEAN
        ) / DEVIATION
    return pixels.transpose(0, 3, 1, 2)


def _fine_tuned(weights: Weights, classes: int) -> nn.Module:
    network = ResNet18(IMAGENET_CLASSES)
    network.load_state_dict(weights)
    network.fc = nn.Linear(network.fc.in_features, classes)
    return network
