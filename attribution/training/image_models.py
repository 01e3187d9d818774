"""Two ways to learn photographs; other recipes each, and named wherever their numbers are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from torch import nn

from attribution.data.image_collection import Seeing
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
"""Of ImageNet's red, green and blue, by which torchvision's weights expect them scaled."""


@dataclass(frozen=True)
class ImageModel:
    """What a model is given of photographs, who trains it, and how many models a kill may cost."""

    seeing: Seeing
    trainer: Trainer
    shard_size: int


def frozen_backbone(device: str = "cpu") -> ImageModel:
    """Fixed features and a linear layer, which alone is retrained (decision 0008).

    The linear layer starts from PyTorch's defaults and learns as `full_fine_tuning` has it, from
    the features as they are.
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
    """ResNet18 from ImageNet's weights, all of it retrained (paper, appendix C.1).

    Photographs are those of `normalised_pixels`, never turned or cut otherwise. The last layer is
    drawn anew for the scenario's classes. AdamW goes, with the learning rate 0.001 and the weight
    decay 0.005 on every parameter, through ten epochs in batches of 16, each epoch in a new order,
    its last and shorter batch included. The loss is the batch's mean of weight times cross-entropy;
    samples of weight 0 are counted in it. Models are taken after epochs 8, 9 and 10. Batch
    normalisation keeps the statistics of the weights file all along, since those of a batch would
    hold the pixels of removed samples; its own weights learn.

    Raises TrainingError where the weights cannot be had.
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
    """[files, 3, 224, 224]; raises DataError for a photograph that cannot be used.

    The square in the middle, 224/256 of the short side, is scaled to 224 pixels a side (bicubic);
    levels are divided by 255 and standardised by ImageNet's mean and deviation.
    """
    pixels = np.empty((len(files), 224, 224, 3), np.float32)
    for place, file in enumerate(files):
        pixels[place] = (model_pixels(read_photograph(file)) / np.float32(255) - MEAN) / DEVIATION
    return pixels.transpose(0, 3, 1, 2)


def _fine_tuned(weights: Weights, classes: int) -> nn.Module:
    network = ResNet18(IMAGENET_CLASSES)
    network.load_state_dict(weights)
    network.fc = nn.Linear(network.fc.in_features, classes)
    return network
