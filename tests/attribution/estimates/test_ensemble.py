from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import ClassifierMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.pipeline import make_pipeline

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.estimates.differentiable import LinearModel
from attribution.estimates.ensemble import base_models, seen_inputs, training_stages
from attribution.estimates.influence import influence
from attribution.estimates.input_similarity import input_similarity
from attribution.training.classifier import ClassifierTrainer
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from tests.attribution.estimates.linear import ERRORS, task, trained
from tests.attribution.toys import PrototypeTrainer

LOGISTIC = LogisticTrainer(LogisticSettings(0.1, checkpoints=(2, 4)), fit_with_scikit_learn)
REMOVALS = [Intervention(Action.REMOVAL, [sample]) for sample in range(9)]
EXACT = {"tol": 1e-12, "max_iter": 10_000}


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize(
    "classifier",
    [
        LogisticRegression(C=0.5),
        LogisticRegression(fit_intercept=False),
        SGDClassifier(loss="log_loss", alpha=0.02),
    ],
)
def test_a_linear_classifier_has_the_probabilities_of_scikit_learn(
    classifier: ClassifierMixin, classes: int
) -> None:
    of = replace(task(classes), held_back=(2,))
    (model,) = base_models(ClassifierTrainer(classifier), of)
    probabilities, _ = model.link.class_slopes(model.predictors(model.evaluated))
    fitted = ClassifierTrainer(classifier).fitted(of)
    expected = fitted.classifier.predict_proba(of.evaluated)
    np.testing.assert_allclose(probabilities, expected, atol=1e-9)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_penalty_of_logistic_regression_is_its_c_over_the_number_of_samples(
    classes: int,
) -> None:
    """The model's slopes are those of the minimum that the penalty describes."""
    of = task(classes)
    (model,) = base_models(ClassifierTrainer(LogisticRegression(C=0.7, **EXACT)), of)
    assert isinstance(model, LinearModel)
    assert model.shrinkage == pytest.approx(1 / (0.7 * 20))
    minimum = trained(model.link, of, np.ones(20), of.labels, model.shrinkage)
    np.testing.assert_allclose(
        model.predictors(of.evaluated)[:, :1] - model.predictors(of.evaluated)[:, -1:],
        minimum.predictors(of.evaluated)[:, :1] - minimum.predictors(of.evaluated)[:, -1:],
        atol=1e-5,
    )


def test_influence_of_logistic_regression_is_what_scikit_learn_retrains_to_first_order() -> None:
    of = task(3, samples=400)
    trainer = ClassifierTrainer(LogisticRegression(C=0.5, **EXACT))
    (model,) = base_models(trainer, of)
    estimates = influence(model, of, np.ones(400), ERRORS, [Action.REMOVAL])[0]
    before, after = (
        model.link.class_slopes(model.predictors(of.evaluated))[0],
        np.exp(trainer.train_many(of, REMOVALS)[:, 0]),
    )
    for at, error in enumerate(ERRORS):
        change = after[:, error.sample, error.true_class] - before[error.sample, error.true_class]
        np.testing.assert_allclose(estimates[:9, at, 1], change, atol=0.03 * abs(change).max())


def test_the_models_of_the_logistic_trainer_are_its_checkpoints() -> None:
    of = task()
    models = base_models(LOGISTIC, of)
    expected = LOGISTIC.train_many(of, [NOTHING])[0]
    for model, logits in zip(models, expected, strict=True):
        np.testing.assert_allclose(model.predictors(of.evaluated)[:, 0], logits[:, 1], atol=1e-12)


def test_stages_are_the_ends_of_all_epochs_with_falling_learning_rates() -> None:
    """eta_t = 1 / (alpha (t0 + t - 1)), t0 = alpha^(-3/4); source: scikit-learn, learning_rate."""
    of = task()
    stages = training_stages(LOGISTIC, of)
    expected = [1 / (0.1 * (0.1**-0.75 + 20 * epoch - 1)) for epoch in (1, 2, 3, 4)]
    assert [stage.learning_rate for stage in stages] == pytest.approx(expected)
    assert {stage.batch for stage in stages} == {1}
    last, base = stages[-1].model, base_models(LOGISTIC, of)[-1]
    np.testing.assert_array_equal(last.predictors(of.inputs), base.predictors(of.inputs))


@pytest.mark.parametrize(
    "classifier",
    [
        RandomForestClassifier(n_estimators=3),
        LogisticRegression(solver="liblinear"),
        LogisticRegression(class_weight="balanced"),
        LogisticRegression(l1_ratio=0.5, solver="saga"),
        SGDClassifier(loss="modified_huber"),
        SGDClassifier(loss="log_loss", penalty="l1"),
    ],
)
def test_a_model_of_another_objective_is_refused(classifier: ClassifierMixin) -> None:
    trainer = ClassifierTrainer(classifier)
    with pytest.raises(TrainingError, match="no logistic regression with an L2 penalty"):
        base_models(trainer, task())


def test_a_classifier_has_no_epochs_to_trace() -> None:
    with pytest.raises(TrainingError, match="LogisticRegression does not say how it was"):
        training_stages(ClassifierTrainer(LogisticRegression()), task())


def test_a_trainer_that_is_unknown_is_refused() -> None:
    with pytest.raises(TrainingError, match="not known here"):
        base_models(PrototypeTrainer(), task())


def test_inputs_are_those_that_the_models_see() -> None:
    of = task()
    for trainer in (LOGISTIC, ClassifierTrainer(RandomForestClassifier(n_estimators=2))):
        inputs, evaluated = seen_inputs(trainer, of)
        assert (inputs.shape, evaluated.shape) == ((20, 3), (6, 3))


def test_a_pipeline_that_reads_texts_gives_sparse_inputs_that_every_method_takes() -> None:
    words = np.array(["red green", "blue red", "green blue blue", "red red"] * 5, dtype=object)
    of = replace(task(), inputs=words, evaluated=words[:6])
    pipeline = make_pipeline(TfidfVectorizer(), SGDClassifier(loss="log_loss", alpha=0.1))
    trainer = ClassifierTrainer(pipeline)
    (model,) = base_models(trainer, of)
    probabilities, _ = model.link.class_slopes(model.predictors(model.evaluated))
    expected = np.exp(trainer.train_many(of, [NOTHING])[0, 0])
    np.testing.assert_allclose(probabilities, expected, atol=1e-9)
    estimates = influence(model, of, np.ones(20), ERRORS, [Action.REMOVAL])
    # Equal texts with equal labels have equal estimates.
    np.testing.assert_allclose(estimates[0, 0], estimates[0, 4], rtol=1e-9)
    similar = input_similarity(of, *seen_inputs(trainer, of), ERRORS, [Action.REMOVAL])
    assert similar[0, 0, 0, 1] == similar[0, 4, 0, 1] == -1.0
