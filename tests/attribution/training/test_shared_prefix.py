"""Networks fork off from the base model, as many at once as the memory holds."""

import logging
import weakref

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch")
import torch

from attribution.errors import TrainingError
from attribution.training.network_stack import NetworkStack
from tests.attribution.networks import (
    INTERVENTIONS,
    TASK,
    TOLERANCE,
    trainer,
)


def test_company_and_order_change_no_bit() -> None:
    together = trainer().train_many(TASK, INTERVENTIONS)
    backwards = trainer().train_many(TASK, INTERVENTIONS[::-1])[::-1]
    alone = trainer().train_many(TASK, INTERVENTIONS[4:5])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together[4:5], alone)


def _with_room_for(networks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the device's memory run out in the second epoch of any larger stack."""
    outputs = NetworkStack.outputs

    def limited(stack: NetworkStack, inputs: torch.Tensor) -> torch.Tensor:
        if stack.step > 5 and len(next(iter(stack.stacked.values()))) > networks:
            raise torch.OutOfMemoryError
        return outputs(stack, inputs)

    monkeypatch.setattr(NetworkStack, "outputs", limited)


def test_where_memory_runs_out_fewer_are_trained_at_once_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = trainer(abreast=2).train_many(TASK, INTERVENTIONS)
    _with_room_for(3, monkeypatch)
    with caplog.at_level(logging.WARNING):
        logits = trainer(abreast=9).train_many(TASK, INTERVENTIONS)
    assert np.abs(logits - expected).max() < TOLERANCE[torch.float32]
    assert [record.getMessage() for record in caplog.records] == [
        "The device's memory does not hold 9 networks: going on with 4.",
        "The device's memory does not hold 4 networks: going on with 2.",
    ]


def test_memory_is_freed_after_the_failed_networks_are_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stacks: list[weakref.ref[NetworkStack]] = []
    alive = []
    copies = NetworkStack.copies

    def remembered(stack: NetworkStack, count: int) -> NetworkStack:
        copied = copies(stack, count)
        stacks.append(weakref.ref(copied))
        return copied

    def count_alive() -> None:
        alive.append(sum(stack() is not None for stack in stacks))

    _with_room_for(3, monkeypatch)
    monkeypatch.setattr(NetworkStack, "copies", remembered)
    monkeypatch.setattr(torch.cuda, "empty_cache", count_alive)
    trainer(abreast=9).train_many(TASK, INTERVENTIONS)
    assert alive == [0, 0]


def test_a_network_that_does_not_fit_at_all_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_room_for(0, monkeypatch)
    with pytest.raises(TrainingError, match="not hold a single network in training: use sm"):
        trainer(abreast=2).train_many(TASK, INTERVENTIONS)
