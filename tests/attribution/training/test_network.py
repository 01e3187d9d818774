"""Every network is what a bare loop in PyTorch would make of it, to the last bit."""

import logging
import weakref
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch
from torch.nn.functional import cross_entropy

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.learners import Learner
from attribution.training.network import Build, NetworkSettings
from attribution.training.network_stack import NetworkStack
from attribution.training.sample_order import Targets, TrainingSchedule
from core.arrays import Floats
from tests.attribution.networks import (
    BUILDS,
    SETTINGS,
    in_double_precision,
    plain,
    task,
    trainer,
    with_batch_norm,
    with_dropout,
    with_statistics_of_the_batch,
)

TASK = task()
INTERVENTIONS = [
    NOTHING,
    *(Intervention(action, [sample]) for action in Action for sample in (0, 7, 20, 35)),
    *(Intervention(action, [3, 11, 30]) for action in Action),
]


def bare_loop(build: Build, intervention: Intervention) -> Floats:
    """Nothing shared, nothing clever: a fresh network goes through all epochs by itself."""
    weights, labels = torch.ones(len(TASK.labels)), torch.from_numpy(TASK.labels.copy())
    for sample in intervention.indices:
        match intervention.action:
            case Action.REMOVAL:
                weights[sample] = 0.0
            case Action.UPWEIGHTING:
                weights[sample] = 10.0
            case Action.LABEL_CHANGE:
                labels[sample] = int(TASK.changed_labels[sample])
    inputs, evaluated = torch.from_numpy(TASK.inputs), torch.from_numpy(TASK.evaluated)
    random = np.random.RandomState(TASK.seed)
    orders = [random.permutation(len(TASK.labels)) for _ in range(SETTINGS.checkpoints[-1])]
    chance = iter(random.randint(2**31, size=5 * len(orders)).tolist())
    torch.default_generator.manual_seed(TASK.seed)
    network = build(TASK.classes).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    _in_training(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=0.01, weight_decay=0.005, fused=True)
    kept = []
    for epoch, order in enumerate(orders, start=1):
        for batch in torch.split(torch.from_numpy(order), SETTINGS.batch_size):
            torch.default_generator.manual_seed(next(chance))
            losses = cross_entropy(network(inputs[batch]), labels[batch], reduction="none")
            optimiser.zero_grad()
            torch.autograd.backward((losses * weights[batch]).mean())
            optimiser.step()
        if epoch in SETTINGS.checkpoints:
            network.eval()
            with torch.no_grad():
                kept.append(network(evaluated))
            _in_training(network)
    return np.asarray(torch.stack(kept).numpy(), dtype=np.float64)


def _in_training(network: torch.nn.Module) -> None:
    network.train()
    for layer in network.modules():
        layer.train(not isinstance(layer, torch.nn.BatchNorm2d))


@pytest.mark.parametrize("build", BUILDS)
def test_sharing_the_beginning_changes_no_bit(build: Build) -> None:
    found = trainer(build).train_many(TASK, INTERVENTIONS)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for intervention, logits in zip(INTERVENTIONS, found, strict=True):
        assert np.array_equal(logits, bare_loop(build, intervention)), intervention
    torch.set_num_threads(threads)


def test_every_action_changes_the_network() -> None:
    nothing, *acted = trainer().train_many(TASK, INTERVENTIONS)
    assert all(not np.allclose(nothing, logits) for logits in acted)


@pytest.mark.parametrize("abreast", [1, 3])
@pytest.mark.parametrize("build", BUILDS)
def test_the_pixels_of_a_removed_sample_change_no_bit(build: Build, abreast: int) -> None:
    inputs = TASK.inputs.copy()
    inputs[7] = np.random.RandomState(2).normal(scale=5, size=inputs[7].shape)
    removals = [Intervention(Action.REMOVAL, samples) for samples in ([7], [7, 3], [7, 20])]
    usual, noisy = (
        trainer(build, abreast=abreast).train_many(given, removals)
        for given in (TASK, replace(TASK, inputs=inputs))
    )
    assert np.array_equal(usual, noisy)


@pytest.mark.parametrize("abreast", [1, 3])
def test_statistics_of_batch_normalisation_stay_those_of_the_start(abreast: int) -> None:
    learner = trainer(with_batch_norm, abreast=abreast)._trunk(TASK)
    start = {name: value.clone() for name, value in _state(learner).items()}
    for checkpoint in learner.schedule.checkpoints:  # evaluation comes between
        learner.advance(checkpoint, Targets.of(TASK, [NOTHING], learner.schedule.inputs))
        learner.evaluate()
    end = _state(learner)
    unchanged = {name for name in start if torch.equal(start[name], end[name])}
    assert unchanged == {"1.running_mean", "1.running_var", "1.num_batches_tracked"}


def _state(learner: Learner) -> dict[str, torch.Tensor]:
    if isinstance(learner, NetworkStack):
        return learner.stacked
    return learner.network.state_dict()


def test_a_network_that_mixes_samples_is_refused_before_it_is_trained() -> None:
    with pytest.raises(TrainingError, match=r"^Layer '0' \(BatchNorm2d\) mixes the samples"):
        trainer(with_statistics_of_the_batch).train_many(TASK, [NOTHING])


def test_company_and_order_change_no_bit() -> None:
    together = trainer().train_many(TASK, INTERVENTIONS)
    backwards = trainer().train_many(TASK, INTERVENTIONS[::-1])[::-1]
    alone = trainer().train_many(TASK, INTERVENTIONS[4:5])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together[4:5], alone)


def test_a_checkpoint_is_where_a_shorter_training_ends() -> None:
    shorter = NetworkSettings(batch_size=8, checkpoints=(1, 2), learning_rate=0.01)
    long = trainer().train_many(TASK, INTERVENTIONS)
    assert np.array_equal(
        trainer(settings=shorter).train_many(TASK, INTERVENTIONS)[:, 1], long[:, 0]
    )


def test_a_seed_decides_the_start_and_the_order() -> None:
    first, again, other = (
        trainer().train_many(task(seed=seed), [NOTHING]) for seed in (5, 5, 2**32 - 1)
    )
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)


# Sums taken in another order differ in their last bit, 1e-16 or 1e-7 of a number's size, and AdamW,
# which divides by a gradient's size, passes that on at full size where gradients nearly vanish. In
# these 15 steps logits came to differ by 2e-15 and 2e-6; another processor may treble that.
TOLERANCE = {torch.float64: 1e-13, torch.float32: 1e-4}


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("precision", TOLERANCE)
def test_networks_side_by_side_are_those_of_the_plain_loop(build: Build, precision: Any) -> None:
    build = in_double_precision(build) if precision is torch.float64 else build
    one_by_one = trainer(build).train_many(TASK, INTERVENTIONS)
    abreast = trainer(build, abreast=4).train_many(TASK, INTERVENTIONS)
    assert np.abs(abreast - one_by_one).max() < TOLERANCE[precision]


@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_a_stack_is_evaluated_in_large_portions_on_a_processor_alone(
    device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    like = torch.zeros(1, device=device)
    schedule = TrainingSchedule.of(task(), SETTINGS.checkpoints, SETTINGS.batch_size, like)
    sizes = []
    outputs = NetworkStack.outputs

    def measured(stack: NetworkStack, inputs: torch.Tensor) -> torch.Tensor:
        sizes.append(len(inputs))
        return outputs(stack, inputs)

    monkeypatch.setattr(NetworkStack, "outputs", measured)
    stack = NetworkStack.of_one(schedule, plain(3).to(device), torch.optim.SGD)
    assert stack.copies(5).evaluate().shape == (5, 20, 3)
    assert sizes == ([20] if device == "cpu" else [8, 8, 4])


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
        found = trainer(abreast=9).train_many(TASK, INTERVENTIONS)
    assert np.abs(found - expected).max() < TOLERANCE[torch.float32]
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


def test_samples_that_do_not_fit_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> TrainingSchedule:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(TrainingSchedule, "of", full)
    with pytest.raises(TrainingError, match="does not hold the samples and one network: use few"):
        trainer().train_many(TASK, [NOTHING])


def test_a_network_that_does_not_fit_at_all_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_room_for(0, monkeypatch)
    with pytest.raises(TrainingError, match="not hold a single network in training: use sm"):
        trainer(abreast=2).train_many(TASK, INTERVENTIONS)


@pytest.mark.parametrize("abreast", [1, 4])
def test_an_overflow_is_a_sentence(abreast: int) -> None:
    hasty = NetworkSettings(batch_size=8, checkpoints=(2, 3), learning_rate=1e38)
    with pytest.raises(TrainingError, match="overflowed: lower the learning rate"):
        trainer(settings=hasty, abreast=abreast).train_many(TASK, INTERVENTIONS)


def test_threads_and_chance_of_the_process_are_left_as_they_were() -> None:
    threads, chance = torch.get_num_threads(), torch.get_rng_state()
    torch.set_num_threads(2)
    trainer(with_dropout).train_many(TASK, [NOTHING])
    assert torch.get_num_threads() == 2
    assert torch.equal(torch.get_rng_state(), chance)
    torch.set_num_threads(threads)


def test_the_recipe_tells_settings_device_and_how_it_rounds() -> None:
    told = dict(trainer().description)
    assert len(told.pop("rounding")) == 16
    assert told == {
        "kind": "neural network by AdamW on the cross-entropy",
        "architecture": "plain",
        "batch_size": 8,
        "checkpoints": (2, 3),
        "learning_rate": 0.01,
        "weight_decay": 0.005,
        "device": "cpu",
        "abreast": 1,
    }
    assert trainer().description == trainer().description
