"""Tiny networks and a task for them: a retraining takes milliseconds. Needs PyTorch."""

import numpy as np
import torch
from torch import nn

from attribution.axes import Action
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.network import Build, NetworkSettings, NetworkTrainer
from attribution.training.task import TrainingTask

SETTINGS = NetworkSettings(batch_size=8, checkpoints=(2, 3), learning_rate=0.01)


def on_a_line(classes: int) -> nn.Module:
    """For inputs of one number, as those of the toy birds."""
    return nn.Linear(1, classes)


def plain(classes: int) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 36, classes)
    )


def with_dropout(classes: int) -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(36, 20), nn.Dropout(), nn.Linear(20, classes))


def with_batch_norm(classes: int) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 4, 3),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(64, classes),
    )


def with_statistics_of_the_batch(classes: int) -> nn.Module:
    """Of every batch anew, none stored: what nobody can freeze."""
    return nn.Sequential(
        nn.BatchNorm2d(1, track_running_stats=False), nn.Flatten(), nn.Linear(36, classes)
    )


def with_frozen_layer(classes: int) -> nn.Module:
    network = nn.Sequential(nn.Flatten(), nn.Linear(36, 12), nn.Tanh(), nn.Linear(12, classes))
    network[1].requires_grad_(requires_grad=False)
    return network


BUILDS: tuple[Build, ...] = (plain, with_dropout, with_batch_norm, with_frozen_layer)


def in_double_precision(build: Build) -> Build:
    def built(classes: int) -> nn.Module:
        return build(classes).to(torch.float64)

    return built


def trainer(build: Build = plain, **changes: object) -> NetworkTrainer:
    settings = {"architecture": build.__name__, "settings": SETTINGS, **changes}
    return NetworkTrainer(build, **settings)  # type: ignore[arg-type]


def task(samples: int = 36, seed: int = 5) -> TrainingTask:
    """Three classes of 6 by 6 pictures, each bright in rows of its own."""
    random = np.random.RandomState(1)
    labels = np.arange(samples + 20) % 3
    pictures = random.rand(samples + 20, 1, 6, 6).astype(np.float32)
    for picture, label in zip(pictures, labels, strict=True):
        picture[0, 2 * label : 2 * label + 2] += 0.3
    return TrainingTask(
        inputs=pictures[:samples],
        labels=labels[:samples],
        changed_labels=(labels[:samples] + 1) % 3,
        evaluated=pictures[samples:],
        classes=3,
        seed=seed,
        held_back=HELD_BACK,
    )


HELD_BACK = (4, 13, 22, 31)
TASK = task()
IN_USE = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
INTERVENTIONS = [
    NOTHING,
    *(Intervention(action, [sample]) for action in IN_USE for sample in (0, 7, 20, 35)),
    *(Intervention(action, [3, 11, 30]) for action in IN_USE),
    *(Intervention(Action.COLLECTION, samples) for samples in ([13], [4, 31], HELD_BACK)),
]

# Sums taken in another order differ in their last bit, 1e-16 or 1e-7 of a number's size, and AdamW,
# which divides by a gradient's size, passes that on at full size where gradients nearly vanish. In
# these 15 steps logits came to differ by 2e-15 and 2e-6; another processor may treble that.
TOLERANCE = {torch.float64: 1e-13, torch.float32: 1e-4}
