"""The table behind docs/decisions/0004: accuracy and stability of the loan model, by alpha.

Only training rows are used, so that the choice does not depend on the test set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.stats import spearmanr

from attribution.axes import Action
from attribution.data.german_credit import load_german_credit
from attribution.effects.measures import accuracy, probabilities
from attribution.effects.relevance_rule import LEVEL
from attribution.effects.significance import assess
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

ALPHAS = (1e-5, 1e-4, 1e-3, 1e-2, 1e-1)
FOLDS = 10
SEEDS = range(5)


@dataclass(frozen=True)
class Fold:
    """Rows to learn from and rows held out."""

    inputs: Floats
    labels: Integers
    held_out: Floats
    held_out_labels: Integers

    def logits(self, alpha: float, seed: int, interventions: Sequence[Intervention]) -> Floats:
        """On the rows held out, [interventions, checkpoints, rows, classes]."""
        trainer = LogisticTrainer(LogisticSettings(alpha), fit_with_numba)
        task = TrainingTask(self.inputs, self.labels, 1 - self.labels, self.held_out, 2, seed)
        return trainer.train_many(task, interventions)


def main() -> None:
    data = load_german_credit().training
    turn = np.random.RandomState(0).permutation(len(data)) % FOLDS
    inputs, labels = data.inputs.astype(np.float64), data.labels
    folds = [
        Fold(inputs[turn != n], labels[turn != n], inputs[turn == n], labels[turn == n])
        for n in range(FOLDS)
    ]
    print("alpha | accuracy | standard error | between checkpoints | nudge | agreement | p < 0.05")
    for alpha in ALPHAS:
        scores = np.array([_accuracy(fold, alpha) for fold in folds])
        error = scores.mean(axis=(1, 2)).std(ddof=1) / np.sqrt(FOLDS)
        effects = [_removals(folds[0], alpha, seed) for seed in SEEDS]
        print(
            f"{alpha:g} | {scores.mean():.3f} | {error:.3f} | "
            f"{scores.std(axis=2, ddof=1).mean():.4f} | {_nudge(folds[0], alpha):.0e} | "
            f"{_agreement(effects):.3f} | {_significant(effects):.2f}"
        )


def _accuracy(fold: Fold, alpha: float) -> Floats:
    """[seeds, checkpoints]."""
    logits = np.concatenate([fold.logits(alpha, seed, [NOTHING]) for seed in SEEDS])
    return accuracy(logits, fold.held_out_labels)


def _removals(fold: Fold, alpha: float, seed: int) -> Floats:
    """Change of the second class's probability, [checkpoints, removed sample, row held out]."""
    removals = [Intervention(Action.REMOVAL, [sample]) for sample in range(len(fold.labels))]
    second = probabilities(fold.logits(alpha, seed, [NOTHING, *removals]))[..., 1]
    return np.moveaxis(second[1:] - second[0], 1, 0)


def _agreement(effects: Sequence[Floats]) -> float:
    """Mean rank correlation, between two seeds, of the effects on one row held out."""
    return float(
        np.mean(
            [
                spearmanr(first[:, row], second[:, row]).statistic
                for first, second in combinations([effect.mean(axis=0) for effect in effects], 2)
                for row in range(first.shape[1])
            ]
        )
    )


def _significant(effects: Sequence[Floats]) -> float:
    return float(np.mean([assess(effect).p < LEVEL for effect in effects]))


def _nudge(fold: Fold, alpha: float) -> float:
    """The largest change of a logit at the first checkpoint after 1e-14 is added to one input."""
    nudged = fold.inputs.copy()
    nudged[0, -1] += 1e-14
    other = Fold(nudged, fold.labels, fold.held_out, fold.held_out_labels)
    changes = [
        fold.logits(alpha, seed, [NOTHING])[:, 0] - other.logits(alpha, seed, [NOTHING])[:, 0]
        for seed in range(20)
    ]
    return float(np.abs(changes).max())


if __name__ == "__main__":
    main()
