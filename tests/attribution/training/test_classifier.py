import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sklearn.base import ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_info, threadpool_limits

from attribution.axes import Action
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
    training_task = task()
    logits = ClassifierTrainer(GaussianNB()).train_many(
        training_task, [Intervention(Action.REMOVAL, [4])]
    )
    remaining = np.arange(45) != 4
    without = GaussianNB().fit(training_task.inputs[remaining], training_task.labels[remaining])
    assert logits.shape == (1, 1, 9, 3)
    assert probabilities(logits[0, 0]) == pytest.approx(
        without.predict_proba(training_task.evaluated)
    )


def test_collecting_is_learning_from_the_held_back_sample_too() -> None:
    training_task = replace(task(), held_back=(4, 17))
    before, after = ClassifierTrainer(GaussianNB()).train_many(
        training_task, [NOTHING, Intervention(Action.COLLECTION, [17])]
    )
    for logits, absent in ((before, [4, 17]), (after, [4])):
        rows = np.delete(np.arange(45), absent)
        model = GaussianNB().fit(training_task.inputs[rows], training_task.labels[rows])
        expected = model.predict_proba(training_task.evaluated)
        assert probabilities(logits[0]) == pytest.approx(expected)


def test_the_seed_becomes_the_random_state() -> None:
    trainer = ClassifierTrainer(DecisionTreeClassifier(max_features=1, max_depth=3))
    first, again, other = (trainer.train_many(task(seed), [NOTHING]) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_class_that_no_label_names_any_more_keeps_its_place() -> None:
    training_task = task()
    last = [sample for sample in range(45) if training_task.labels[sample] == 2]
    logits = ClassifierTrainer(LogisticRegression()).train_many(
        training_task, [Intervention(Action.LABEL_CHANGE, last)]
    )
    assert probabilities(logits[0, 0])[:, 2] == pytest.approx(0, abs=1e-14)


@pytest.mark.parametrize(
    ("classifier", "sentence"),
    [
        (KNeighborsClassifier(), "KNeighborsClassifier cannot weigh samples. Choose"),
        (LinearSVC(), "LinearSVC gives no probabilities. Choose"),
    ],
)
def test_a_classifier_that_cannot_take_part_is_refused_before_training(
    classifier: ClassifierMixin, sentence: str
) -> None:
    with pytest.raises(TrainingError, match=sentence):
        ClassifierTrainer(classifier)


class Watchful(GaussianNB):  # type: ignore[misc]
    """Notes how many threads BLAS and OpenMP may take while it is fitted and asked."""

    threads: set[int] = set()  # noqa: RUF012  one for all clones

    def fit(self, inputs: Any, labels: Any, sample_weight: Any = None) -> "Watchful":
        self.threads.update(pool["num_threads"] for pool in threadpool_info())
        super().fit(inputs, labels, sample_weight)
        return self

    def predict_proba(self, inputs: Any) -> Any:
        self.threads.update(pool["num_threads"] for pool in threadpool_info())
        return super().predict_proba(inputs)


def test_a_fit_has_one_thread() -> None:
    with threadpool_limits(2):
        ClassifierTrainer(Watchful()).train_many(task(), [NOTHING])
        assert {pool["num_threads"] for pool in threadpool_info()} == {2}
    assert Watchful.threads == {1}


REMOVALS = [Intervention(Action.REMOVAL, [sample]) for sample in range(10)]


def test_a_warning_is_shown_once_a_call_and_not_once_a_fit() -> None:
    trainer = ClassifierTrainer(LogisticRegression(max_iter=1))
    for _ in range(2):
        with pytest.warns(ConvergenceWarning, match="failed to converge") as shown:
            trainer.train_many(task(), REMOVALS)
        assert len(shown) == 1
        assert "sklearn" in shown[0].filename


class Talkative(GaussianNB):  # type: ignore[misc]
    """Warns of two things, again and again."""

    def fit(self, inputs: Any, labels: Any, sample_weight: Any = None) -> "Talkative":
        warnings.warn("this is odd", UserWarning, stacklevel=1)
        warnings.warn("this is old", FutureWarning, stacklevel=1)
        super().fit(inputs, labels, sample_weight)
        if sample_weight[9] == 0:
            message = "no more"
            raise ValueError(message)
        return self


def test_distinct_warnings_are_all_shown_even_where_a_fit_fails() -> None:
    with (
        pytest.warns(Warning, match="this is") as shown,
        pytest.raises(TrainingError, match="Talkative could not be retrained: no more"),
    ):
        ClassifierTrainer(Talkative()).train_many(task(), REMOVALS)
    assert [str(warning.message) for warning in shown] == ["this is odd", "this is old"]


def test_what_the_caller_makes_of_warnings_holds() -> None:
    trainer = ClassifierTrainer(Talkative())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", FutureWarning)
        with pytest.raises(FutureWarning, match="this is old"):
            trainer.train_many(task(), [NOTHING])
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("ignore")
        trainer.train_many(task(), [NOTHING])
    assert not shown


def test_a_failed_fit_is_a_sentence() -> None:
    with pytest.raises(TrainingError, match="LogisticRegression could not be retrained: "):
        ClassifierTrainer(LogisticRegression(solver="liblinear")).train_many(task(), [NOTHING])


def test_the_base_model_has_the_probabilities_of_the_base_ensemble() -> None:
    of = replace(task(), held_back=(4, 17))
    pipeline = make_pipeline(StandardScaler(), LogisticRegression())
    trainer = ClassifierTrainer(pipeline)
    fitted = trainer.fitted(of)
    expected = probabilities(trainer.train_many(of, [NOTHING])[0, 0])
    assert fitted.classifier.predict_proba(fitted.evaluated) == pytest.approx(expected)
    in_use = np.setdiff1d(np.arange(45), [4, 17])
    assert fitted.training[in_use].mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
