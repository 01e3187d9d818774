"""Datasets in which some labels are flipped on purpose, and what acting on each sample does."""

from dataclasses import replace

import numpy as np
from sklearn.datasets import load_breast_cancer

from attribution.axes import Action
from attribution.data.dataset import Dataset
from attribution.data.table import Column, table_dataset
from attribution.effects.measures import mean_loss
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

TRAINER = scenario_named("loan").trainer


def breast_cancer() -> Dataset:
    data = load_breast_cancer(as_frame=True)
    return table_dataset(
        data.frame,
        name="Breast cancer",
        source="scikit-learn's copy of the Wisconsin diagnostic data",
        columns=[Column(name, name) for name in data.data.columns],
        label="target",
        classes={0: "Malignant", 1: "Benign"},
    )


def flipped(dataset: Dataset, seed: int) -> tuple[Dataset, Integers]:
    """Flip a tenth of the training labels; also say which, as zeros and ones."""
    count = len(dataset.training)
    chosen = np.zeros(count, dtype=np.int64)
    chosen[np.random.RandomState(seed).permutation(count)[: count // 10]] = 1
    labels = np.where(chosen, 1 - dataset.training.labels, dataset.training.labels)
    return replace(dataset, training=replace(dataset.training, labels=labels)), chosen


def changes_of_test_loss(dataset: Dataset, action: Action) -> Floats:
    training, test = dataset.training, dataset.test
    task = TrainingTask(
        training.inputs, training.labels, 1 - training.labels, test.inputs, classes=2, seed=0
    )
    interventions = [Intervention(action, [sample]) for sample in range(len(training))]
    logits = TRAINER.train_many(task, [NOTHING, *interventions])
    losses = mean_loss(logits, test.labels).mean(axis=1)
    return np.asarray(losses[1:] - losses[0])
