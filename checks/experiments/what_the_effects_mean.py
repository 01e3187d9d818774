"""The numbers in docs/explanation/what-the-effects-mean.md that need no run folder.

`checks.experiments.relevance_rules` prints the others.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from attribution.axes import Action
from attribution.data.german_credit import load_german_credit
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_without_pictures
from attribution.effects.measures import probabilities
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.logistic import LogisticSettings, LogisticTrainer, linear_logits
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from attribution.training.task import TrainingTask
from core.arrays import Floats
from tests.attribution.flipped_labels import (
    breast_cancer,
    changes_of_test_loss,
    flipped,
)

EFFECTS = Path(__file__).parents[2] / "fixtures" / "effects"
REMOVALS = range(0, 800, 8)


def main() -> None:
    for alpha in (0.01, 0.0001):
        weight_or_row(alpha)
    for name in ("loan", "fashion", "birds"):
        groups_and_sums(name, read_without_pictures(EFFECTS / name).bundle)
    flipped_labels()


def weight_or_row(alpha: float) -> None:
    """Compare weight 0 with leaving the row out, and with another seed, for the loan model."""
    scenario = scenario_named("loan")
    settings = LogisticSettings(alpha)
    training, test = scenario.dataset.training, scenario.dataset.test
    inputs, evaluated = (np.asarray(part.inputs, dtype=np.float64) for part in (training, test))

    def trained(rows: Sequence[int], seed: int) -> Floats:
        """Probabilities of the true class, mean over the checkpoints, [test samples]."""
        labels = training.labels[list(rows)][np.newaxis]
        weights = np.ones(labels.shape)
        fitted = fit_with_scikit_learn(settings, inputs[list(rows)], labels, weights, seed)
        return np.asarray(of_true_class(linear_logits(evaluated, fitted))[0])

    def of_true_class(logits: Floats) -> Floats:
        means = probabilities(logits).mean(axis=1)
        return np.asarray(means[:, np.arange(len(test)), test.labels])

    everything = range(len(training))
    base = trained(everything, seed=0)
    by_row = np.array(
        [trained([row for row in everything if row != left_out], seed=0) for left_out in REMOVALS]
    )
    task = TrainingTask(training.inputs, training.labels, training.labels, test.inputs, 2, seed=0)
    removals = [Intervention(Action.REMOVAL, [row]) for row in REMOVALS]
    trainer = LogisticTrainer(settings, fit_with_scikit_learn)
    by_weight = of_true_class(trainer.train_many(task, [NOTHING, *removals]))[1:]
    other_seed = trained(everything, seed=1)
    print(f"{len(REMOVALS)} removals, alpha {alpha}: median change of a true-class probability")
    print(f"- by weight 0: {np.median(np.abs(by_weight - base)):.4f}")
    print(f"- by leaving the row out: {np.median(np.abs(by_row - base)):.4f}")
    print(f"- of the same data by another seed: {np.median(np.abs(other_seed - base)):.4f}")
    related = np.corrcoef((by_weight - base).ravel(), (by_row - base).ravel())[0, 1]
    print(f"- correlation of the first two: {related:.2f}")


def groups_and_sums(name: str, bundle: Bundle) -> None:
    """Divide the effect of ten samples together by the sum of their effects alone."""
    alone = {
        (ranking.error, ranking.action, ranking.metric): sum(
            sample.mean for sample in ranking.samples
        )
        for ranking in bundle.rankings
    }
    for action in bundle.actions:
        ratios = [
            getattr(effect, effect.metric).change
            / alone[effect.error, effect.action, effect.metric]
            for effect in bundle.group_effects
            if effect.action is action and effect.number == 10
        ]
        print(
            f"{name}, {action}: ten together over the sum of the ten, {min(ratios):.2f} to "
            f"{max(ratios):.2f}, median {np.median(ratios):.2f} ({len(ratios)} lists)"
        )


def flipped_labels() -> None:
    """How well effects on the test loss find a tenth of labels that were flipped on purpose."""
    for dataset, seeds in ((load_german_credit(), range(5)), (breast_cancer(), range(4))):
        for action in (Action.REMOVAL, Action.LABEL_CHANGE):
            areas = []
            for seed in seeds:
                data, chosen = flipped(dataset, seed)
                areas.append(roc_auc_score(chosen, -changes_of_test_loss(data, action)))
            print(
                f"{dataset.name}, {action}: area under the ROC curve {min(areas):.2f} to "
                f"{max(areas):.2f} over {len(seeds)} seeds"
            )


if __name__ == "__main__":
    main()
