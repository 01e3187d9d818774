import numpy as np
import pytest
from sklearn.base import ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

from attribution.effects.axes import Action
from attribution.effects.measures import probabilities
from attribution.errors import TrainingError
from attribution.training.classifier import ClassifierTrainer
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask


def task(seed: int = 0) -> TrainingTask:
    random = np.random.RandomState(5)
    labels = np.arange(45) % 3
    inputs = labels[:, np.newaxis] + random.normal(size=(45, 2))
    return TrainingTask(inputs, labels, (labels + 1) % 3, inputs[:9], 3, seed)


def test_removal_is_leaving_the_sample_out() -> None:
    given = task()
    logits = ClassifierTrainer(GaussianNB()).train_many(given, [Intervention(Action.REMOVAL, [4])])
    kept = np.arange(45) != 4
    without = GaussianNB().fit(given.inputs[kept], given.labels[kept])
    assert logits.shape == (1, 1, 9, 3)
    assert probabilities(logits[0, 0]) == pytest.approx(without.predict_proba(given.evaluated))


def test_the_seed_becomes_the_random_state() -> None:
    trainer = ClassifierTrainer(DecisionTreeClassifier(max_features=1, max_depth=3))
    one, again, other = (trainer.train_many(task(seed), [NOTHING]) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_class_that_no_label_names_any_more_keeps_its_place() -> None:
    given = task()
    last = [sample for sample in range(45) if given.labels[sample] == 2]
    logits = ClassifierTrainer(LogisticRegression()).train_many(
        given, [Intervention(Action.LABEL_CHANGE, last)]
    )
    assert probabilities(logits[0, 0])[:, 2] == pytest.approx(0, abs=1e-14)


@pytest.mark.parametrize(
    ("classifier", "sentence"),
    [
        (KNeighborsClassifier(), "KNeighborsClassifier cannot weigh samples: choose"),
        (LinearSVC(), "LinearSVC gives no probabilities: choose"),
    ],
)
def test_a_classifier_that_cannot_take_part_is_refused_before_training(
    classifier: ClassifierMixin, sentence: str
) -> None:
    with pytest.raises(TrainingError, match=sentence):
        ClassifierTrainer(classifier)


def test_a_failed_fit_is_a_sentence() -> None:
    with pytest.raises(TrainingError, match="LogisticRegression could not be retrained: "):
        ClassifierTrainer(LogisticRegression(solver="liblinear")).train_many(task(), [NOTHING])
