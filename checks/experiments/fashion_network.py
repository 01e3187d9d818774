"""The table behind docs/decisions/0007: the fashion network by batch size and number of epochs.

Only training photographs are used, so that the choice does not depend on the test set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from time import process_time

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.stats import spearmanr

from attribution.axes import Action
from attribution.data.fashion import load_fashion
from attribution.effects.measures import accuracy, log_probabilities
from attribution.effects.relevance_rule import LEVEL
from attribution.effects.significance import assess
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.network import NetworkSettings, NetworkTrainer
from attribution.training.small_network import small_network
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

BATCH_SIZES = (8, 16, 32, 64, 128)
EPOCHS = (10, 20)
FOLDS = 5
SEEDS = (0, 1)
ACTIONS = (Action.REMOVAL, Action.UPWEIGHTING)
ACTED_ON = range(0, 240, 12)


@dataclass(frozen=True)
class Fold:
    """Photographs to learn from and photographs held out."""

    inputs: npt.NDArray[np.floating]
    labels: Integers
    held_out: npt.NDArray[np.floating]
    held_out_labels: Integers

    def logits(
        self, settings: NetworkSettings, seed: int, interventions: Sequence[Intervention]
    ) -> Floats:
        """On the photographs held out, [interventions, checkpoints, photographs, classes]."""
        trainer = NetworkTrainer(small_network, {}, settings)
        task = TrainingTask(self.inputs, self.labels, self.labels, self.held_out, 10, seed)
        return trainer.train_many(task, interventions)


def main() -> None:
    data = load_fashion().training
    turn = np.arange(len(data))
    for label in range(10):
        turn[data.labels == label] = np.random.RandomState(label).permutation(30) % FOLDS
    folds = [
        Fold(
            data.inputs[turn != n],
            data.labels[turn != n],
            data.inputs[turn == n],
            data.labels[turn == n],
        )
        for n in range(FOLDS)
    ]
    print("batch size | epochs | accuracy | standard error | between checkpoints | ", end="")
    print("agreement, removal | upweighting | p < 0.05, removal | upweighting | CPU seconds")
    settings = product(BATCH_SIZES, EPOCHS)
    work = Parallel(n_jobs=2, return_as="generator")
    for row in work(delayed(_row)(folds, batch_size, epochs) for batch_size, epochs in settings):
        print(row, flush=True)


def _row(folds: Sequence[Fold], batch_size: int, epochs: int) -> str:
    settings = NetworkSettings(batch_size, (epochs - 2, epochs - 1, epochs))
    start = process_time()
    scores = np.array([_accuracy(fold, settings) for fold in folds])
    seconds = (process_time() - start) / (len(folds) * len(SEEDS))
    error = scores.mean(axis=(1, 2)).std(ddof=1) / np.sqrt(len(folds))
    effects = [[_effects(folds[0], settings, a, seed) for seed in SEEDS] for a in ACTIONS]
    return (
        f"{batch_size} | {epochs} | {scores.mean():.3f} | {error:.3f} | "
        f"{scores.std(axis=2, ddof=1).mean():.3f} | "
        + " | ".join(f"{_agreement(*of_seeds):.2f}" for of_seeds in effects)
        + " | "
        + " | ".join(f"{_significant(of_seeds):.2f}" for of_seeds in effects)
        + f" | {seconds:.2f}"
    )


def _accuracy(fold: Fold, settings: NetworkSettings) -> Floats:
    """[seeds, checkpoints]."""
    logits = np.concatenate([fold.logits(settings, seed, [NOTHING]) for seed in SEEDS])
    return accuracy(logits, fold.held_out_labels)


def _effects(fold: Fold, settings: NetworkSettings, action: Action, seed: int) -> Floats:
    """Change of the true class's log probability, [checkpoints, sample acted on, photograph]."""
    interventions = [Intervention(action, [sample]) for sample in ACTED_ON]
    logs = log_probabilities(fold.logits(settings, seed, [NOTHING, *interventions]))
    own = logs[..., np.arange(len(fold.held_out_labels)), fold.held_out_labels]
    return np.moveaxis(own[1:] - own[0], 1, 0)


def _agreement(first: Floats, second: Floats) -> float:
    """Mean rank correlation, between two seeds, of the effects on one photograph held out."""
    pairs = zip(first.mean(axis=0).T, second.mean(axis=0).T, strict=True)
    return float(np.mean([spearmanr(*pair).statistic for pair in pairs]))


def _significant(of_seeds: Sequence[Floats]) -> float:
    return float(np.mean([assess(effects).p < LEVEL for effects in of_seeds]))


if __name__ == "__main__":
    main()
