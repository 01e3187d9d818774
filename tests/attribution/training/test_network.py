"""Networks are retrained under every action, repeatably, and refused where they cannot be."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.network import Build, NetworkSettings
from attribution.training.sample_order import TrainingSchedule
from tests.attribution.networks import (
    BUILDS,
    INTERVENTIONS,
    TASK,
    task,
    trainer,
    with_dropout,
    with_statistics_of_the_batch,
)


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
        trainer(build, abreast=abreast).train_many(training_task, removals)
        for training_task in (TASK, replace(TASK, inputs=inputs))
    )
    assert np.array_equal(usual, noisy)


def test_a_network_that_mixes_samples_is_refused_before_it_is_trained() -> None:
    with pytest.raises(TrainingError, match=r"^Layer '0' \(BatchNorm2d\) mixes the samples"):
        trainer(with_statistics_of_the_batch).train_many(TASK, [NOTHING])


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


def test_samples_that_do_not_fit_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> TrainingSchedule:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(TrainingSchedule, "of", full)
    with pytest.raises(TrainingError, match="does not hold the samples and one network: use few"):
        trainer().train_many(TASK, [NOTHING])


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
    description = dict(trainer().description)
    assert len(description.pop("rounding")) == 16
    assert description == {
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


def test_base_networks_are_the_base_model_at_its_checkpoints() -> None:
    expected = trainer().train_many(TASK, [NOTHING])[0]
    networks = trainer().base_networks(TASK)
    assert [network.steps for network in networks] == [10, 15]
    for network, logits in zip(networks, expected, strict=True):
        with torch.no_grad():
            of_network = network.network(torch.tensor(TASK.evaluated)).numpy()
        np.testing.assert_allclose(of_network, logits, atol=1e-6)


def test_other_checkpoints_leave_the_training_as_it_is() -> None:
    every_epoch = trainer(abreast=8).with_epochs((1, 2, 3))
    assert (every_epoch.checkpoints, every_epoch.abreast) == ((1, 2, 3), 1)
    both = every_epoch.train_many(TASK, [NOTHING])[0, 1:]
    np.testing.assert_array_equal(both, trainer().train_many(TASK, [NOTHING])[0])
