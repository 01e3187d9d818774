from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import SGDClassifier
from threadpoolctl import threadpool_info, threadpool_limits

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.logistic import Fit, LogisticSettings, LogisticTrainer, linear_logits
from attribution.training.numba_fit import fit_with_numba
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from attribution.training.task import TrainingTask

IN_USE = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
SETTINGS = LogisticSettings(alpha=0.01, checkpoints=(5, 8))


def task(classes: int = 2) -> TrainingTask:
    random = np.random.RandomState(3)
    inputs = random.normal(size=(40, 3))
    labels = np.arange(40) % 2
    return TrainingTask(inputs, labels, 1 - labels, random.normal(size=(7, 3)), classes, seed=11)


def test_logits_are_scikit_learns_decision_function() -> None:
    training_task = task()
    logits = LogisticTrainer(SETTINGS, fit_with_numba).train_many(training_task, [NOTHING])
    assert logits.shape == (1, 2, 7, 2)
    for epochs, of_checkpoint in zip(SETTINGS.checkpoints, logits[0], strict=True):
        model = SGDClassifier(
            loss="log_loss", alpha=0.01, max_iter=epochs, tol=None, random_state=11
        ).fit(training_task.inputs, training_task.labels)
        decision = model.decision_function(training_task.evaluated)
        assert of_checkpoint[:, 1] - of_checkpoint[:, 0] == pytest.approx(decision, rel=1e-12)


@pytest.mark.parametrize("fit", [fit_with_numba, fit_with_scikit_learn])
def test_a_held_back_sample_weighs_nothing_until_it_is_collected(fit: Fit) -> None:
    training_task = replace(task(), held_back=(3, 8, 21, 34))
    collected = {NOTHING: (), Intervention(Action.COLLECTION, [8, 34]): (8, 34)}
    coefficients = LogisticTrainer(SETTINGS, fit).coefficients(training_task, list(collected))
    for (_, last), added in zip(coefficients, collected.values(), strict=True):
        weights = [float(row in added or row not in {3, 8, 21, 34}) for row in range(40)]
        model = SGDClassifier(loss="log_loss", alpha=0.01, max_iter=8, tol=None, random_state=11)
        model.fit(training_task.inputs, training_task.labels, sample_weight=weights)
        assert last == pytest.approx([*model.coef_[0], *model.intercept_], rel=1e-12)


def test_a_model_does_not_depend_on_what_is_trained_or_evaluated_beside_it() -> None:
    trainer = LogisticTrainer(SETTINGS, fit_with_numba)
    interventions = [Intervention(action, [sample]) for action in IN_USE for sample in range(40)]
    together = trainer.train_many(task(), interventions)
    assert np.array_equal(together[50:51], trainer.train_many(task(), interventions[50:51]))
    inputs, coefficients = (
        np.asarray(task().evaluated, float),
        np.random.RandomState(0).normal(size=(2, 4)),
    )
    alone = [linear_logits(inputs[[row]], coefficients)[:, 0] for row in range(len(inputs))]
    assert np.array_equal(linear_logits(inputs, coefficients), np.stack(alone, axis=1))


def test_the_reference_fits_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[int] = set()
    fit = SGDClassifier.fit

    def watched(model: SGDClassifier, *data: object, **weights: object) -> SGDClassifier:
        threads.update(pool["num_threads"] for pool in threadpool_info())
        return fit(model, *data, **weights)

    monkeypatch.setattr(SGDClassifier, "fit", watched)
    with threadpool_limits(2):
        LogisticTrainer(SETTINGS, fit_with_scikit_learn).train_many(task(), [NOTHING])
        assert {pool["num_threads"] for pool in threadpool_info()} == {2}
    assert threads == {1}


def test_three_classes_are_pointed_to_another_trainer() -> None:
    with pytest.raises(TrainingError, match="tells two classes apart, not 3: use Classifier"):
        LogisticTrainer(SETTINGS, fit_with_numba).train_many(task(classes=3), [NOTHING])


def test_texts_are_pointed_to_words_or_a_vectoriser() -> None:
    texts = np.array(["a text"] * len(task().labels), dtype=object)
    trainer = LogisticTrainer(LogisticSettings(alpha=0.01), fit_with_scikit_learn)
    with pytest.raises(TrainingError, match="learns from numbers, and these are texts: say how"):
        trainer.train_many(replace(task(), inputs=texts, evaluated=texts), [NOTHING])
