"""s_c = b_c + sum_w a_cw x_w: the points that linear models give each class, by their weights."""

from dataclasses import dataclass

import numpy as np
from sklearn.base import clone

from attribution.effects.scenario import Scenario
from attribution.errors import TrainingError
from attribution.local_explanations.linear_ensemble import train_linear_ensemble
from attribution.training.classifier import ClassifierTrainer
from attribution.training.estimators import with_seed
from attribution.training.logistic import LogisticTrainer
from core.arrays import Floats


@dataclass(frozen=True)
class ClassScores:
    """slopes [classes, inputs] and intercepts [classes], means over the members of an ensemble.

    Of two classes the first one has the score 0, and the second one the log odds. Of more classes,
    a score is what the model's own linear function gives: log odds of the class against all others
    in one-versus-rest models, and up to a constant log p in multinomial ones. The mean of linear
    functions is linear, so that what holds for it holds exactly.
    """

    slopes: Floats
    intercepts: Floats

    def of(self, inputs: Floats) -> Floats:
        """Scores [samples, classes] of inputs [samples, inputs]."""
        return np.asarray(inputs @ self.slopes.T + self.intercepts)


def class_scores(scenario: Scenario) -> ClassScores:
    """Train the base ensemble of a scenario again.

    Raises TrainingError where its models are not linear in its inputs.
    """
    trainer = scenario.trainer
    if isinstance(trainer, LogisticTrainer):
        ensemble = train_linear_ensemble(scenario)
        return ClassScores(
            np.stack([np.zeros_like(ensemble.slopes), ensemble.slopes]),
            np.array([0.0, ensemble.intercept]),
        )
    if not isinstance(trainer, ClassifierTrainer):
        raise _not_linear(scenario)
    training = scenario.dataset.training
    slopes, intercepts = [], []
    for seed in scenario.seeds:
        model = with_seed(clone(trainer.classifier), seed)
        model.fit(training.inputs, training.labels, sample_weight=np.ones(len(training)))
        if not hasattr(model, "coef_"):
            raise _not_linear(scenario)
        slopes.append(_of_all_classes(model.coef_))
        intercepts.append(_of_all_classes(model.intercept_))
    return ClassScores(np.mean(slopes, axis=0), np.mean(intercepts, axis=0))


def _of_all_classes(coefficients: Floats) -> Floats:
    """With a row for the first of two classes, which scikit-learn leaves out."""
    if len(coefficients) > 1:
        return coefficients
    return np.concatenate([np.zeros_like(coefficients), coefficients])


def _not_linear(scenario: Scenario) -> TrainingError:
    return TrainingError(
        f"The models of {scenario.name} are not linear, so their answers are no sums over words: "
        "use a logistic regression, or another classifier that has coef_, on `words`."
    )
