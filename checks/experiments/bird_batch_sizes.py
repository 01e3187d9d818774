"""The table behind docs/decisions/0008: heads on a frozen backbone, by batch size.

Only training photographs are used, so that the choice does not depend on the test set.
`python -m checks.experiments.bird_batch_sizes FOLDER`, with the folder CUB_200_2011.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

from attribution.axes import Action
from attribution.effects.measures import accuracy, log_probabilities, mean_loss
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.network import NetworkTrainer
from attribution.training.task import TrainingTask
from core.arrays import Booleans, Floats, Integers

BATCH_SIZES = (8, 16, 32, 64, 240)
FOLDS = 5
SEEDS = (0, 1)
SHOWN = 10


@dataclass(frozen=True)
class Fold:
    """A task that evaluates the photographs held out, and their labels."""

    task: TrainingTask
    labels: Integers

    def logits(
        self, trainer: NetworkTrainer, seed: int, interventions: Sequence[Intervention]
    ) -> Floats:
        """[interventions, checkpoints, photographs held out, classes]."""
        return trainer.train_many(replace(self.task, seed=seed), interventions)


def main() -> None:
    scenario = scenario_named("birds", cub_root=Path(sys.argv[1]))
    data, trainer = scenario.dataset.training, scenario.trainer
    if not isinstance(trainer, NetworkTrainer):
        raise TypeError(trainer)
    classes = len(scenario.dataset.class_names)
    turn = np.random.RandomState(0).permutation(len(data)) % FOLDS
    folds = [_fold(data.inputs, data.labels, turn == n, classes) for n in range(FOLDS)]
    print("batch size | accuracy | standard error | mean loss | agreement | same ten")
    for size in BATCH_SIZES:
        changed = replace(trainer, settings=replace(trainer.settings, batch_size=size))
        base = [np.stack([f.logits(changed, seed, [NOTHING])[0] for seed in SEEDS]) for f in folds]
        scores = [accuracy(logits, f.labels).mean() for logits, f in zip(base, folds, strict=True)]
        losses = [mean_loss(logits, f.labels).mean() for logits, f in zip(base, folds, strict=True)]
        effects = [_removals(folds[0], changed, seed) for seed in SEEDS]
        print(
            f"{size} | {np.mean(scores):.3f} | {np.std(scores, ddof=1) / np.sqrt(FOLDS):.3f} | "
            f"{np.mean(losses):.2f} | {_agreement(*effects):.2f} | {_same(*effects):.2f}",
            flush=True,
        )


def _fold(
    inputs: npt.NDArray[np.floating], labels: Integers, held_out: Booleans, classes: int
) -> Fold:
    trained_on = ~held_out
    task = TrainingTask(
        inputs[trained_on], labels[trained_on], labels[trained_on], inputs[held_out], classes, 0
    )
    return Fold(task, labels[held_out])


def _removals(fold: Fold, trainer: NetworkTrainer, seed: int) -> Floats:
    """Effect of each removal on the true class's log probability, [removed, held out]."""
    removals = [Intervention(Action.REMOVAL, [row]) for row in range(len(fold.task.labels))]
    logs = log_probabilities(fold.logits(trainer, seed, [NOTHING, *removals])).mean(axis=1)
    own = logs[:, np.arange(len(fold.labels)), fold.labels]
    return np.asarray(own[1:] - own[0])


def _agreement(first: Floats, second: Floats) -> float:
    """Mean rank correlation, between two seeds, of the effects on one photograph held out."""
    return float(
        np.mean([spearmanr(a, b).statistic for a, b in zip(first.T, second.T, strict=True)])
    )


def _same(first: Floats, second: Floats) -> float:
    """Mean share that two seeds' ten most helpful removals have in common."""
    tens = [np.argsort(-effects, axis=0)[:SHOWN].T for effects in (first, second)]
    return float(np.mean([len(np.intersect1d(*pair)) / SHOWN for pair in zip(*tens, strict=True)]))


if __name__ == "__main__":
    main()
