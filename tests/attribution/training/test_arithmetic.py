"""How PyTorch computes on CUDA is settled here as far as it can be without any."""

import os

import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch

from attribution.errors import TrainingError
from attribution.training.arithmetic import WORKSPACE, deterministic, probe, repeatable

CPU, CUDA = torch.device("cpu"), torch.device("cuda")


@pytest.mark.parametrize(
    ("before", "inside"),
    [(None, ":4096:8"), (":0:0", ":4096:8"), (":16:8", ":16:8"), (":4096:8", ":4096:8")],
)
def test_cuda_sums_in_one_order_alone_until_it_is_left(
    before: str | None, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(WORKSPACE, raising=False)
    if before is not None:
        monkeypatch.setenv(WORKSPACE, before)
    with deterministic(CUDA):
        assert torch.are_deterministic_algorithms_enabled()
        assert not torch.is_deterministic_algorithms_warn_only_enabled()
        assert os.environ[WORKSPACE] == inside
    assert not torch.are_deterministic_algorithms_enabled()
    assert os.environ.get(WORKSPACE) == before


def test_a_caller_s_own_mode_comes_back() -> None:
    torch.set_deterministic_debug_mode("warn")
    with deterministic(CUDA):
        assert torch.get_deterministic_debug_mode() == 2
    assert torch.get_deterministic_debug_mode() == 1
    torch.set_deterministic_debug_mode("default")


def test_on_a_cpu_nothing_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WORKSPACE, raising=False)
    with repeatable(CPU):
        assert not torch.are_deterministic_algorithms_enabled()
        assert WORKSPACE not in os.environ


def test_an_operation_without_an_order_of_its_own_is_a_sentence() -> None:
    with (
        pytest.raises(TrainingError, match="cannot be trained repeatably on cuda: put_ does not"),
        deterministic(CUDA),
    ):
        torch.zeros(4).put_(torch.tensor([0, 0]), torch.ones(2))
    assert not torch.are_deterministic_algorithms_enabled()


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"), deterministic(CUDA):
        torch.zeros(2, 3) @ torch.zeros(2, 3)


def test_the_probe_for_cuda_takes_the_layers_of_a_stack_of_deep_networks() -> None:
    kinds = {type(layer).__name__ for layer in probe(CUDA)}
    assert {"Conv2d", "BatchNorm2d", "MaxPool2d", "Linear"} <= kinds
    assert any(getattr(layer, "groups", 1) > 1 for layer in probe(CUDA))
    assert probe(CUDA)(torch.rand(16, 3, 14, 14)).shape == (16, 10)
    assert [type(layer).__name__ for layer in probe(CPU)] == ["Conv2d", "Flatten", "Linear"]
