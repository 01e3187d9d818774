"""Small worlds whose effects are known in closed form."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Display, Feature, Modality, Picture, TableRow
from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

NAMES = ("Sparrow", "Wren", "Finch", "Warbler")


@dataclass(frozen=True)
class PrototypeTrainer:
    """Each class is the weighted mean of its samples; a logit is minus the squared distance to it.

    Checkpoints and seeds sharpen the logits, so that an ensemble varies in a known way.
    """

    checkpoints: tuple[int, ...] = (1, 2, 3)
    libraries: tuple[str, ...] = ()
    prefers: Literal["threads", "processes"] = "threads"

    @property
    def description(self) -> Mapping[str, Any]:
        return {"kind": "prototypes"}

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        labels, weights = task.labels_under(interventions), task.weights(interventions)
        return np.array([self._logits(task, y, w) for y, w in zip(labels, weights, strict=True)])

    def _logits(self, task: TrainingTask, labels: Integers, weights: Floats) -> Floats:
        means = np.array(
            [
                np.average(task.inputs[labels == c, 0], weights=weights[labels == c])
                for c in range(task.classes)
            ]
        )
        squared = (task.evaluated[:, :1] - means) ** 2
        sharpness = np.array(self.checkpoints) * (1 + 0.1 * task.seed)
        return np.asarray(-sharpness[:, np.newaxis, np.newaxis] * squared)


def birds(
    classes: int = 2, per_class: int = 12, tests: int = 20, modality: Modality = Modality.TABLE
) -> Dataset:
    """Overlapping clouds of points on a line, one unit apart."""
    random = np.random.RandomState(7)
    pictures: dict[str, bytes] = {}

    def samples(split: str, count: int) -> Samples:
        labels = np.repeat(np.arange(classes), count)
        inputs = (labels + random.normal(scale=0.6, size=len(labels)))[:, np.newaxis]
        ids = tuple(f"{split}-{number}" for number in range(len(labels)))
        displays = tuple(
            _display(name, x, modality, pictures) for name, x in zip(ids, inputs[:, 0], strict=True)
        )
        return Samples(ids, inputs, labels, displays)

    return Dataset(
        name="Birds",
        source="drawn from a line",
        modality=modality,
        class_names=NAMES[:classes],
        features=(Feature("size", "Size", "cm", numeric=True),)
        if modality is Modality.TABLE
        else (),
        training=samples("train", per_class),
        test=samples("test", tests),
        pictures=pictures,
    )


def _display(name: str, x: float, modality: Modality, pictures: dict[str, bytes]) -> Display:
    if modality is Modality.TABLE:
        return TableRow((f"{x:.2f}",))
    file, content = f"images/{name}.png", f"{x}".encode()
    pictures[file] = content
    return Picture(file, hashlib.sha256(content).hexdigest(), f"A bird, {name}")


def bird_scenario(dataset: Dataset | None = None, **changes: Any) -> Scenario:
    dataset = dataset or birds()
    settings = {
        "name": "birds",
        "trainer": PrototypeTrainer(),
        "selection": ErrorSelection.of_the_paper(len(dataset.class_names)),
        "shard_size": 10,
        **changes,
    }
    return Scenario(dataset=dataset, **settings)
