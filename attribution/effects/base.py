"""The base ensemble, trained without any intervention, and the work that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution.effects.measures import Misclassification, probabilities
from attribution.effects.outcomes import Measurement, WholeLogits
from attribution.effects.scenario import Scenario
from attribution.training.intervention import NOTHING
from attribution.training.retraining import Retraining, Work
from attribution.training.shards import Shard, load_shard
from attribution.training.task import TrainingTask, changed_labels
from attribution.training.trainer import KnowsChance
from core.arrays import Floats, Integers


@dataclass(frozen=True)
class BaseEnsemble:
    """Logits of the training and of the test samples, [seeds, checkpoints, samples, classes]."""

    training_logits: Floats
    test_logits: Floats

    @cached_property
    def training_probabilities(self) -> Floats:
        """Mean over the ensemble of p, [training samples, classes]."""
        return np.asarray(probabilities(self.training_logits).mean(axis=(0, 1)))

    @cached_property
    def test_probabilities(self) -> Floats:
        """Mean over the ensemble of p, [test samples, classes]."""
        return np.asarray(probabilities(self.test_logits).mean(axis=(0, 1)))


def train_base(scenario: Scenario, retraining: Retraining) -> BaseEnsemble:
    """Train the base ensemble, which every process of a shared run does for itself."""
    training, test = scenario.dataset.training, scenario.dataset.test
    shards = [Shard(f"base-seed{seed:02d}", seed, (NOTHING,)) for seed in scenario.seeds]
    everything = np.concatenate([training.inputs, test.inputs])
    work = {
        seed: Work(
            TrainingTask(
                inputs=training.inputs,
                labels=training.labels,
                changed_labels=training.labels,
                evaluated=everything,
                classes=len(scenario.dataset.class_names),
                seed=seed,
                held_back=scenario.dataset.held_back,
            ),
            WholeLogits(),
        )
        for seed in scenario.seeds
    }
    retraining.finish("base", shards, work)
    logits = np.stack(
        [
            load_shard(retraining.folder, shard, work[shard.seed].task)["logits"][0]
            for shard in shards
        ]
    ).astype(np.float64)
    return BaseEnsemble(logits[:, :, : len(training)], logits[:, :, len(training) :])


def retraining_work(
    scenario: Scenario,
    base: BaseEnsemble,
    errors: Sequence[Misclassification],
    *,
    keeps_all_logits: bool,
) -> dict[int, Work]:
    """The work of all retrainings, by seed.

    Later stages need only the logits of the errors. With `keeps_all_logits` those of all test
    samples are stored, for a run that is continued with more seeds, whose errors may be others.
    Where chance plays no part in training, all seeds are the same as the first.
    """
    training, test = scenario.dataset.training, scenario.dataset.test
    changed = changed_labels(training.labels, base.training_probabilities)
    needed = np.array([error.sample for error in errors], dtype=np.int64)
    keep: Integers = np.arange(len(test)) if keeps_all_logits else needed
    tasks = {
        seed: TrainingTask(
            inputs=training.inputs,
            labels=training.labels,
            changed_labels=changed,
            evaluated=test.inputs,
            classes=len(scenario.dataset.class_names),
            seed=seed,
            held_back=scenario.dataset.held_back,
        )
        for seed in scenario.seeds
    }
    first, has_chance = scenario.seeds[0], _has_chance(scenario, base, tasks)
    return {
        seed: Work(
            task,
            Measurement(
                labels=test.labels,
                wrong_before=logits.argmax(axis=-1) != test.labels,
                needed=needed,
                keep=keep,
            ),
            same_as=None if has_chance or seed == first else first,
        )
        for (seed, task), logits in zip(tasks.items(), base.test_logits, strict=True)
    }


def _has_chance(scenario: Scenario, base: BaseEnsemble, tasks: Mapping[int, TrainingTask]) -> bool:
    """False where the trainer is certain, and the base models of all seeds bear it out."""
    trainer = scenario.trainer
    return (
        not isinstance(trainer, KnowsChance)
        or trainer.depends_on_seed(tasks[scenario.seeds[0]])
        or not (base.test_logits == base.test_logits[0]).all()
    )
