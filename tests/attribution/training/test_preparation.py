from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import issparse
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler, TargetEncoder

from attribution.axes import Action
from attribution.effects.measures import probabilities
from attribution.training.classifier import PREPARATION, ClassifierTrainer
from attribution.training.intervention import Intervention
from attribution.training.preparation import prepared_inputs
from attribution.training.task import TrainingTask

INPUTS = np.array([[1.0], [2.0], [3.0], [6.0], [11.0], [0.0]])
LABELS = np.array([0, 0, 1, 0, 1, 1])
TASK = TrainingTask(INPUTS, LABELS, 1 - LABELS, np.array([[3.0], [5.0]]), 2, seed=4)


def test_without_steps_the_inputs_stay() -> None:
    assert prepared_inputs(None, TASK) == (TASK.inputs, TASK.evaluated)


def test_steps_learn_from_the_samples_in_use_alone() -> None:
    """Without the held-back 11: mean 2.4, variance (1.96 + 0.16 + 0.36 + 12.96 + 5.76) / 5."""
    task = replace(TASK, held_back=(4,))
    inputs, evaluated = prepared_inputs(make_pipeline(StandardScaler()), task)
    deviation = np.sqrt(4.24)
    assert inputs == pytest.approx((INPUTS - 2.4) / deviation)
    assert evaluated[:, 0] == pytest.approx(np.array([0.6, 2.6]) / deviation)


def test_samples_stay_in_their_places_where_inputs_are_sparse() -> None:
    task = replace(TASK, held_back=(0, 4))
    encoder = OneHotEncoder(handle_unknown="ignore")
    inputs, evaluated = prepared_inputs(make_pipeline(encoder), task)
    assert issparse(inputs)
    columns = [2.0, 3.0, 6.0, 0.0]
    expected = [[float(value == column) for column in sorted(columns)] for value in INPUTS[:, 0]]
    assert inputs.toarray().tolist() == expected
    assert evaluated.toarray().tolist() == [[0, 0, 1, 0], [0, 0, 0, 0]]


@pytest.mark.filterwarnings("ignore:.*TargetEncoder:FutureWarning")
def test_steps_see_the_labels_as_in_a_fit_of_the_pipeline() -> None:
    """TargetEncoder's fit_transform, unlike fit and transform, leaves each sample's own fold."""
    random = np.random.RandomState(0)
    inputs, labels = random.randint(3, size=(30, 1)).astype(float), np.arange(30) % 2
    task = TrainingTask(inputs, labels, 1 - labels, inputs[:4], 2, seed=4)
    encoder = TargetEncoder(cv=2, random_state=4)
    prepared, _ = prepared_inputs(make_pipeline(TargetEncoder(cv=2)), task)
    assert prepared == pytest.approx(encoder.fit_transform(inputs, labels))


def test_the_seed_reaches_the_steps() -> None:
    random = np.random.RandomState(0)
    task = replace(
        TASK, inputs=random.normal(size=(6, 5)), evaluated=random.normal(size=(2, 5)), seed=3
    )
    prepared, _ = prepared_inputs(make_pipeline(TruncatedSVD(2, n_iter=1)), task)
    expected = TruncatedSVD(2, n_iter=1, random_state=3).fit_transform(task.inputs)
    assert np.array_equal(prepared, expected)


def test_a_removed_sample_stays_in_the_preparation() -> None:
    trainer = ClassifierTrainer(make_pipeline(StandardScaler(), GaussianNB()))
    logits = trainer.train_many(TASK, [Intervention(Action.REMOVAL, [4])])
    scaler, remaining = StandardScaler().fit(INPUTS), np.arange(6) != 4
    plain = GaussianNB().fit(scaler.transform(INPUTS[remaining]), LABELS[remaining])
    expected = plain.predict_proba(scaler.transform(TASK.evaluated))
    assert probabilities(logits[0, 0]) == pytest.approx(expected)


def test_a_recipe_says_what_stays_and_what_the_seed_sets() -> None:
    described = ClassifierTrainer(make_pipeline(StandardScaler(), LogisticRegression())).description
    assert described["preparation"] == PREPARATION
    assert described["seeded"] == ["logisticregression__random_state"]
    assert {"preparation", "seeded", "files"}.isdisjoint(
        ClassifierTrainer(LogisticRegression()).description
    )
