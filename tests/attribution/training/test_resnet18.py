"""ResNet18 has torchvision's names, so that its checkpoints fit."""

import pytest

pytest.importorskip("torch", reason="networks are trained with PyTorch, of the extra `torch`")
import torch

from attribution.training.resnet18 import ResNet18


def test_its_names_and_numbers_are_torchvision_s() -> None:
    # 122 names as in resnet18-f37072fd.pth; 11,689,512 parameters by torchvision's documentation.
    network = ResNet18(1000)
    assert sum(parameter.numel() for parameter in network.parameters()) == 11_689_512
    names = network.state_dict().keys()
    norms = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")
    expected = {"conv1.weight", "fc.weight", "fc.bias", *(f"bn1.{norm}" for norm in norms)}
    for layer in (1, 2, 3, 4):
        for block in (0, 1):
            for turn in (1, 2):
                expected.add(f"layer{layer}.{block}.conv{turn}.weight")
                expected |= {f"layer{layer}.{block}.bn{turn}.{norm}" for norm in norms}
        if layer > 1:
            expected.add(f"layer{layer}.0.downsample.0.weight")
            expected |= {f"layer{layer}.0.downsample.1.{norm}" for norm in norms}
    assert names == expected
    assert len(names) == 122


def test_the_last_maps_are_a_thirty_second_of_the_picture() -> None:
    sizes = []
    network = ResNet18(7)
    network.layer4.register_forward_hook(lambda _layer, _inputs, made: sizes.append(made.shape))
    assert network.eval()(torch.zeros(2, 3, 224, 224)).shape == (2, 7)
    assert sizes == [(2, 512, 7, 7)]
