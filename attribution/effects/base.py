"""The ensemble before anything is changed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution.arrays import Floats
from attribution.effects.measures import probabilities
from attribution.effects.scenario import Scenario
from attribution.training.intervention import NOTHING
from attribution.training.retraining import Retraining
from attribution.training.shards import Shard, load_shard
from attribution.training.task import TrainingTask, changed_labels


@dataclass(frozen=True)
class BaseEnsemble:
    """Logits [seeds, checkpoints, samples, classes] on the training and on the test samples."""

    training_logits: Floats
    test_logits: Floats

    @cached_property
    def training_probabilities(self) -> Floats:
        """Mean over the ensemble, [training samples, classes]."""
        return np.asarray(probabilities(self.training_logits).mean(axis=(0, 1)))

    @cached_property
    def test_probabilities(self) -> Floats:
        """Mean over the ensemble, [test samples, classes]."""
        return np.asarray(probabilities(self.test_logits).mean(axis=(0, 1)))


def train_base(scenario: Scenario, retraining: Retraining) -> BaseEnsemble:
    """Train the base, in every process of a shared run: all need it, and it is cheap."""
    training, test = scenario.dataset.training, scenario.dataset.test
    shards = [Shard(f"base-seed{seed:02d}", seed, (NOTHING,)) for seed in scenario.seeds]
    everything = np.concatenate([training.inputs, test.inputs])
    tasks = {
        seed: TrainingTask(
            inputs=training.inputs,
            labels=training.labels,
            changed_labels=training.labels,
            evaluated=everything,
            classes=len(scenario.dataset.class_names),
            seed=seed,
        )
        for seed in scenario.seeds
    }
    retraining.finish("base", shards, tasks)
    logits = np.stack([load_shard(retraining.folder, shard)[0] for shard in shards])
    return BaseEnsemble(logits[:, :, : len(training)], logits[:, :, len(training) :])


def retraining_tasks(scenario: Scenario, base: BaseEnsemble) -> dict[int, TrainingTask]:
    """For each seed, the task of every retraining under an intervention."""
    training = scenario.dataset.training
    changed = changed_labels(training.labels, base.training_probabilities)
    return {
        seed: TrainingTask(
            inputs=training.inputs,
            labels=training.labels,
            changed_labels=changed,
            evaluated=scenario.dataset.test.inputs,
            classes=len(scenario.dataset.class_names),
            seed=seed,
        )
        for seed in scenario.seeds
    }
