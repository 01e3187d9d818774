"""Scores are those of the trained models, whichever way these keep them."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier

from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from attribution.errors import TrainingError
from attribution.local_explanations.linear_ensemble import train_linear_ensemble
from attribution.local_explanations.texts.class_scores import class_scores
from attribution.training.classifier import ClassifierTrainer
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from attribution.training.trainer import Trainer
from tests.attribution.toys import birds


def scenario(trainer: Trainer, classes: int) -> Scenario:
    return Scenario("birds", birds(classes), trainer, ErrorSelection(1, 1, 0), seeds=(0, 1))


def test_two_classes_have_the_log_odds_of_the_second_one() -> None:
    trainer = LogisticTrainer(LogisticSettings(0.01, (3, 5)), fit_with_scikit_learn)
    own = scenario(trainer, 2)
    scores, inputs = class_scores(own).of(own.dataset.test.inputs), own.dataset.test.inputs
    assert scores[:, 0].tolist() == [0.0] * len(inputs)
    assert scores[:, 1] == pytest.approx(train_linear_ensemble(own).logits(inputs))


def test_scikit_learn_is_read_with_a_row_for_each_class() -> None:
    for classes in (2, 4):
        own = scenario(
            ClassifierTrainer(SGDClassifier(loss="log_loss", max_iter=20, tol=None)), classes
        )
        training, inputs = own.dataset.training, own.dataset.test.inputs
        decided = np.mean(
            [
                SGDClassifier(loss="log_loss", max_iter=20, tol=None, random_state=seed)
                .fit(training.inputs, training.labels)
                .decision_function(inputs)
                for seed in (0, 1)
            ],
            axis=0,
        )
        scores = class_scores(own).of(inputs)
        assert scores[:, -1] == pytest.approx(decided if classes == 2 else decided[:, -1])
        assert scores.shape == (len(inputs), classes)


def test_differences_of_multinomial_scores_are_log_ratios_of_probabilities() -> None:
    own = scenario(ClassifierTrainer(LogisticRegression()), 3)
    model = LogisticRegression().fit(own.dataset.training.inputs, own.dataset.training.labels)
    probabilities = model.predict_proba(own.dataset.test.inputs)
    scores = class_scores(own).of(own.dataset.test.inputs)
    assert scores[:, 2] - scores[:, 0] == pytest.approx(
        np.log(probabilities[:, 2] / probabilities[:, 0])
    )


def test_models_that_are_not_linear_are_refused() -> None:
    forest = scenario(ClassifierTrainer(RandomForestClassifier(n_estimators=2)), 3)
    with pytest.raises(TrainingError, match="models of birds are not linear, so their answers"):
        class_scores(forest)
    assert class_scores(replace(forest, trainer=ClassifierTrainer(LogisticRegression())))
