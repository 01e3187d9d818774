"""Recipes for photographs, held to a plain PyTorch loop and to AdamW's closed form."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="networks are trained with PyTorch, of the extra `torch`")
pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

import torch
from torch import nn

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.image_models import (
    frozen_backbone,
    full_fine_tuning,
    normalised_pixels,
)
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.network import NetworkSettings, NetworkTrainer
from attribution.training.resnet18 import ResNet18
from attribution.training.task import TrainingTask
from core.arrays import Floats
from tests.attribution.albums import draw


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that wait for one another would take most of the time of such small steps."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


FEATURES, CLASSES, SAMPLES = 30, 4, 40
IN_USE = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
EACH = [Intervention(action, [sample]) for action in IN_USE for sample in (0, 7, 39)]
INTERVENTIONS = [NOTHING, *EACH, Intervention(Action.REMOVAL, range(10))]


def features(seed: int = 5) -> TrainingTask:
    """Overlapping classes of as many features as a small backbone would give, none negative."""
    random = np.random.RandomState(3)
    labels = np.arange(SAMPLES) % CLASSES
    centres = random.normal(size=(CLASSES, FEATURES))
    inputs = np.maximum(centres[labels] + random.normal(size=(SAMPLES, FEATURES)), 0)
    evaluated = np.maximum(random.normal(size=(9, FEATURES)), 0)
    return TrainingTask(inputs, labels, (labels + 1) % CLASSES, evaluated, CLASSES, seed)


def heads(**settings: Any) -> NetworkTrainer:
    trainer = frozen_backbone().trainer
    assert isinstance(trainer, NetworkTrainer)
    build: Callable[[int], nn.Module] = partial(nn.Linear, FEATURES)
    return replace(trainer, build=build, settings=NetworkSettings(**settings))


def plain_loop(task: TrainingTask, intervention: Intervention, settings: NetworkSettings) -> Floats:
    """Logits [checkpoints, evaluated, classes] as a tutorial would compute them, one head alone."""
    torch.manual_seed(task.seed)
    head = nn.Linear(FEATURES, CLASSES)
    optimiser = torch.optim.AdamW(
        head.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
    )
    inputs = torch.tensor(task.inputs, dtype=torch.float32)
    evaluated = torch.tensor(task.evaluated, dtype=torch.float32)
    labels = torch.from_numpy(task.labels_under([intervention])[0])
    weights = torch.tensor(task.weights([intervention])[0], dtype=torch.float32)
    random = np.random.RandomState(task.seed)
    logits = []
    for epoch in range(1, settings.checkpoints[-1] + 1):
        order = torch.from_numpy(random.permutation(SAMPLES))
        for batch in torch.split(order, settings.batch_size):
            loss = nn.functional.cross_entropy(head(inputs[batch]), labels[batch], reduction="none")
            optimiser.zero_grad()
            (loss * weights[batch]).mean().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        if epoch in settings.checkpoints:
            logits.append(head(evaluated).detach().numpy())
    return np.array(logits, dtype=np.float64)


def test_heads_side_by_side_are_those_of_a_plain_loop() -> None:
    # Both round to float32, in another order: logits near 1 then differ by some of its 1.2e-7.
    trainer = heads(batch_size=16, checkpoints=(4, 5, 6), learning_rate=0.01)
    side_by_side = trainer.train_many(features(), INTERVENTIONS)
    for logits, intervention in zip(side_by_side, INTERVENTIONS, strict=True):
        alone = plain_loop(features(), intervention, trainer.settings)
        np.testing.assert_allclose(logits, alone, rtol=0, atol=5e-6)


def test_the_first_step_goes_by_the_gradient_s_sign() -> None:
    # AdamW's first step is -rate * g / (|g| + 1e-8) after weights shrank by rate * decay.
    trainer = heads(batch_size=SAMPLES, checkpoints=(1,), learning_rate=0.1, weight_decay=0.5)
    task = features()
    task = replace(task, evaluated=np.eye(FEATURES + 1)[:, :FEATURES])  # columns, then the bias
    (logits,) = trainer.train_many(task, [NOTHING])[0]
    torch.manual_seed(task.seed)
    head = nn.Linear(FEATURES, CLASSES).double()
    start = np.vstack([head.weight.detach().numpy().T, head.bias.detach().numpy()])
    inputs = np.hstack([task.inputs, np.ones((SAMPLES, 1))])
    odds = np.exp(inputs @ start)
    error = odds / odds.sum(axis=1, keepdims=True) - np.eye(CLASSES)[task.labels]
    gradient = inputs.T @ error / SAMPLES
    expected = start * (1 - 0.1 * 0.5) - 0.1 * gradient / (np.abs(gradient) + 1e-8)
    np.testing.assert_allclose(logits[:-1] - logits[-1], expected[:-1], rtol=0, atol=1e-5)
    np.testing.assert_allclose(logits[-1], expected[-1], rtol=0, atol=1e-5)


def test_the_recipes_have_names_of_their_own(checkpoint: Path) -> None:
    frozen, fine = frozen_backbone().trainer, full_fine_tuning(checkpoint).trainer
    assert frozen.description["kind"] == "frozen backbone, retrained head"
    assert fine.description["kind"] == "full fine-tuning of ResNet18"
    assert frozen.checkpoints == fine.checkpoints == (8, 9, 10)


def test_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(TrainingError, match="PyTorch finds no device 'abacus' here: use cpu"):
        frozen_backbone("abacus")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ResNet18 that has learned nothing, in torchvision's form."""
    torch.manual_seed(0)
    file = tmp_path_factory.mktemp("checkpoint") / "resnet18.pth"
    torch.save(ResNet18(1000).state_dict(), file)
    return file


@pytest.mark.slow
def test_fine_tuning_starts_from_the_checkpoint_and_trains_all_of_it(checkpoint: Path) -> None:
    random = np.random.RandomState(0)
    labels = np.arange(12) % 3
    inputs = random.normal(size=(12, 3, 16, 16)).astype(np.float32)
    task = TrainingTask(inputs, labels, (labels + 1) % 3, inputs[:4], 3, seed=1)
    trainer = full_fine_tuning(checkpoint).trainer
    assert isinstance(trainer, NetworkTrainer)
    torch.manual_seed(0)
    network = trainer.build(3)
    pretrained = torch.load(checkpoint, weights_only=True)
    learned = network.state_dict()
    assert all(
        torch.equal(learned[name], pretrained[name]) for name in pretrained if "fc." not in name
    )
    assert learned["fc.weight"].shape == (3, 512)
    assert all(parameter.requires_grad for parameter in network.parameters())

    short = replace(trainer, settings=NetworkSettings(batch_size=4, checkpoints=(1, 2)))
    some = [NOTHING, Intervention(Action.UPWEIGHTING, [5])]
    logits = short.train_many(task, some)
    assert logits.shape == (2, 2, 4, 3)
    assert not np.array_equal(logits[0], logits[1])
    # Side by side, as on a GPU; in float64, since so few and so small pictures magnify rounding by
    # many powers of ten.
    exact = replace(short, build=lambda classes: trainer.build(classes).double())
    alone, abreast = (replace(exact, abreast=n).train_many(task, some) for n in (1, 2))
    np.testing.assert_allclose(abreast, alone, rtol=0, atol=1e-7)


@pytest.mark.parametrize("abreast", [1, 3])
def test_fine_tuning_never_sees_a_removed_photograph(checkpoint: Path, abreast: int) -> None:
    random = np.random.RandomState(0)
    labels = np.arange(9) % 3
    inputs = random.normal(size=(9, 3, 16, 16)).astype(np.float32)
    task = TrainingTask(inputs, labels, (labels + 1) % 3, inputs[:4], 3, seed=1)
    noisy = inputs.copy()
    noisy[5] = random.normal(scale=3, size=noisy[5].shape)
    trainer = full_fine_tuning(checkpoint).trainer
    assert isinstance(trainer, NetworkTrainer)
    settings = NetworkSettings(batch_size=3, checkpoints=(1, 2))
    short = replace(trainer, settings=settings, abreast=abreast)
    removals = [Intervention(Action.REMOVAL, samples) for samples in ([5], [5, 7], [5, 8])]
    usual = short.train_many(task, removals)
    assert np.array_equal(usual, short.train_many(replace(task, inputs=noisy), removals))
    assert len(np.unique(usual[:, -1, 0, 0])) == 3


def test_the_recipe_of_fine_tuning_says_what_is_frozen(checkpoint: Path) -> None:
    architecture = full_fine_tuning(checkpoint).trainer.description["architecture"]
    assert architecture["frozen"] == "statistics of batch normalisation, those of the weights file"


def test_pixels_are_scaled_as_torchvision_s_weights_expect(tmp_path: Path) -> None:
    draw(tmp_path / "bird.png", seed=1)
    pixels = normalised_pixels([tmp_path / "bird.png"])
    assert pixels.shape == (1, 3, 224, 224)
    mean, deviation = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    levels = (pixels[0].transpose(1, 2, 0) * deviation + mean) * 255
    np.testing.assert_allclose(levels, levels.round(), atol=1e-3)
    assert levels.min() >= -1e-3
    assert levels.max() <= 255 + 1e-3
