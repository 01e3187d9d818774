"""The fashion scenario's network has the size that its recipe describes."""

import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch

from attribution.training.small_network import small_network


def test_it_takes_grey_pictures_of_28_by_28_and_gives_a_logit_for_each_class() -> None:
    network = small_network(10)
    assert network(torch.zeros(2, 1, 28, 28)).shape == (2, 10)
    # 16 and 32 filters of 3 by 3 and their biases, then 10 times 32 maps of 7 by 7 and a bias.
    expected = 16 * (9 + 1) + 32 * (16 * 9 + 1) + 10 * (32 * 49 + 1)
    assert sum(parameter.numel() for parameter in network.parameters()) == expected
