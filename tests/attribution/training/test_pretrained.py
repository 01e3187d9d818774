import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="networks are trained with PyTorch, of the extra `torch`")

import torch

from attribution.errors import TrainingError
from attribution.training.pretrained import (
    checkpoint_weights,
    torchvision_weights,
    weights_digest,
)
from attribution.training.resnet18 import ResNet18


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[..., None], tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_a_checkpoint_is_read_as_it_is(tmp_path: Path) -> None:
    weights = ResNet18(1000).state_dict()
    torch.save(weights, tmp_path / "resnet18.pth")
    read = checkpoint_weights(tmp_path / "resnet18.pth")
    assert weights_digest(read) == weights_digest(weights)
    weights["fc.bias"] = weights["fc.bias"] + 1
    assert weights_digest(read) != weights_digest(weights)


def test_a_checkpoint_of_half_precision_is_widened(tmp_path: Path) -> None:
    weights = ResNet18(1000).to(torch.bfloat16).state_dict()
    torch.save(weights, tmp_path / "resnet18.pth")
    read = checkpoint_weights(tmp_path / "resnet18.pth")
    assert read["conv1.weight"].dtype == torch.float32
    assert weights_digest(read)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda file: torch.save(ResNet18(10).state_dict(), file), "has other keys or shapes than"),
        (lambda file: torch.save({"weight": torch.ones(2)}, file), "has other keys or shapes than"),
        (lambda file: torch.save({1: torch.ones(2)}, file), "has other keys or shapes than"),
        (lambda file: torch.save(torch.ones(2), file), "is no file of tensors alone"),
        (lambda file: torch.save({"epoch": 3}, file), "is no file of tensors alone"),
        (lambda file: file.write_text("weights"), "is no file of tensors alone"),
        (lambda file: file.write_bytes(b""), "is no file of tensors alone"),
        (lambda file: file.mkdir(), "cannot be read"),
        (lambda file: None, r"cannot be read \(No such file"),
    ],
)
def test_another_file_is_refused(
    tmp_path: Path, write: Callable[[Path], object], sentence: str
) -> None:
    file = tmp_path / "resnet18.pth"
    write(file)
    with pytest.raises(TrainingError, match=rf"resnet18\.pth {sentence}"):
        checkpoint_weights(file)


def test_nothing_in_a_checkpoint_is_run(tmp_path: Path) -> None:
    file, sprung = tmp_path / "resnet18.pth", tmp_path / "sprung"
    file.write_bytes(pickle.dumps({"conv1.weight": Trap(sprung)}))
    torch.save({"conv1.weight": Trap(sprung)}, tmp_path / "zipped.pth")
    for checkpoint in (file, tmp_path / "zipped.pth"):
        with pytest.raises(TrainingError, match="is no file of tensors alone"):
            checkpoint_weights(checkpoint)
    assert not sprung.exists()


def test_without_torchvision_a_checkpoint_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torchvision.models", None)
    with pytest.raises(TrainingError, match="gives none here: give a checkpoint file of ResNet18"):
        torchvision_weights()
