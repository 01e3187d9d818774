from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import (
    AdaBoostClassifier,
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression, Perceptron, RidgeClassifier, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import BernoulliNB, GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits

from attribution.axes import Action
from attribution.effects.measures import probabilities
from attribution.training.classifier import ClassifierTrainer
from attribution.training.estimators import (
    caution,
    has_chance,
    inner_random_states,
    obstacle,
    with_seed,
)
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask

SVMS = CalibratedClassifierCV(SVC(), ensemble=False)
TWO = [("naive", GaussianNB()), ("linear", LogisticRegression())]
WITHOUT_CHANCE = [
    GaussianNB(),
    BernoulliNB(),
    LogisticRegression(),
    CalibratedClassifierCV(LinearSVC(dual=False)),
    SVMS,
    HistGradientBoostingClassifier(max_iter=5, min_samples_leaf=3),
    VotingClassifier(TWO, voting="soft"),
    StackingClassifier(TWO, cv=2),
    make_pipeline(StandardScaler(), LogisticRegression()),
]
WITH_CHANCE = [
    SGDClassifier(loss="log_loss", max_iter=5, tol=None),
    MLPClassifier(hidden_layer_sizes=(4,), max_iter=5, tol=0.1),
    DecisionTreeClassifier(max_depth=2, max_features=1),
    RandomForestClassifier(n_estimators=3),
    ExtraTreesClassifier(n_estimators=3, max_depth=2),
    GradientBoostingClassifier(n_estimators=3, max_features=1),
    AdaBoostClassifier(DecisionTreeClassifier(max_depth=2, max_features=1), n_estimators=3),
    VotingClassifier([("forest", RandomForestClassifier(n_estimators=2))], voting="soft"),
    GridSearchCV(DecisionTreeClassifier(max_features=1), {"max_depth": [1, 2]}, cv=2),
]
INTERVENTIONS = [
    NOTHING,
    Intervention(Action.REMOVAL, [4]),
    Intervention(Action.LABEL_CHANGE, [4, 5]),
    Intervention(Action.UPWEIGHTING, [7]),
]
pytestmark = [
    pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning"),
    pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning"),  # in AdaBoost
]


def task(seed: int = 0) -> TrainingTask:
    random = np.random.RandomState(5)
    labels = np.arange(40) % 2
    inputs = labels[:, np.newaxis] + random.normal(size=(40, 3))
    return TrainingTask(inputs, labels, 1 - labels, inputs[:9], 2, seed)


def name_of(model: Any) -> str:
    return str(model).replace("\n", "")


@pytest.mark.parametrize("model", WITHOUT_CHANCE + WITH_CHANCE, ids=name_of)
def test_what_takes_part_gives_what_scikit_learn_itself_gives(model: Any) -> None:
    assert obstacle(model) is None
    logits = ClassifierTrainer(model).train_many(task(3), INTERVENTIONS)
    fitted = with_seed(model, 3)
    if isinstance(fitted, Pipeline):
        # Weights do not reach the scaler, so that it learns the same under removal.
        name = f"{fitted.steps[-1][0]}__sample_weight"
    else:
        name = "sample_weight"
    for intervention, gained in zip(INTERVENTIONS, logits, strict=True):
        weights, labels = task().weights([intervention])[0], task().labels_under([intervention])[0]
        with threadpool_limits(1):
            plain = clone(fitted).fit(task().inputs, labels, **{name: weights})
            expected = np.maximum(plain.predict_proba(task().evaluated), 1e-15)
        assert probabilities(gained[0]) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("model", WITHOUT_CHANCE, ids=name_of)
def test_without_chance_all_seeds_give_equal_models(model: Any) -> None:
    assert not has_chance(model, samples=40)
    trainer = ClassifierTrainer(model)
    first, other = (trainer.train_many(task(seed), INTERVENTIONS) for seed in (0, 1))
    assert np.array_equal(first, other)


@pytest.mark.parametrize("model", WITH_CHANCE, ids=name_of)
def test_where_the_seed_counts_it_is_said_to_count(model: Any) -> None:
    assert has_chance(model, samples=40)
    trainer = ClassifierTrainer(model)
    first, again, *others = (trainer.train_many(task(seed), [NOTHING]) for seed in (0, 0, 1, 2, 3))
    assert np.array_equal(first, again)
    assert any(not np.array_equal(first, other) for other in others)


def test_boosting_draws_once_it_sets_samples_aside_to_stop_early() -> None:
    boosting = HistGradientBoostingClassifier()
    assert not has_chance(boosting, samples=10_000)
    assert has_chance(boosting, samples=10_001)
    assert has_chance(HistGradientBoostingClassifier(early_stopping=True), samples=40)
    assert not has_chance(HistGradientBoostingClassifier(early_stopping=False), samples=200_000)
    assert has_chance(HistGradientBoostingClassifier(max_features=0.5), samples=40)


class Unknown(GaussianNB):  # type: ignore[misc]
    """Somebody's own, which may draw by itself."""


def test_of_a_model_of_unknown_code_chance_is_not_ruled_out() -> None:
    assert has_chance(Unknown(), samples=40)


def test_the_seed_reaches_what_is_inside() -> None:
    model = make_pipeline(StandardScaler(), AdaBoostClassifier(DecisionTreeClassifier()))
    names = inner_random_states(model)
    assert names == [
        "adaboostclassifier__estimator__random_state",
        "adaboostclassifier__random_state",
    ]
    seeded = with_seed(model, 7).get_params()
    assert [seeded[name] for name in names] == [7, 7]
    assert model.get_params()[names[0]] is None


def test_no_fit_starts_workers_of_its_own() -> None:
    forest = RandomForestClassifier(n_jobs=-1)
    seeded = with_seed(CalibratedClassifierCV(forest, n_jobs=2), 0).get_params()
    assert (seeded["n_jobs"], seeded["estimator__n_jobs"]) == (1, 1)


@pytest.mark.parametrize(
    ("model", "problem", "remedy"),
    [
        (KNeighborsClassifier(), "KNeighborsClassifier cannot weigh", "RandomForestClassifier"),
        (
            CalibratedClassifierCV(KNeighborsClassifier()),
            "KNeighborsClassifier inside CalibratedClassifierCV cannot weigh",
            "RandomForestClassifier",
        ),
        (
            VotingClassifier([("pipe", make_pipeline(StandardScaler(), GaussianNB()))]),
            "Pipeline inside VotingClassifier cannot weigh",
            "in one pipeline around it",
        ),
        (LinearDiscriminantAnalysis(), "cannot weigh", "LogisticRegression or GaussianNB"),
        (OneVsRestClassifier(SVC()), "OneVsRestClassifier cannot weigh", "inside it alone"),
        (SVC(), "SVC gives no probabilities", "CalibratedClassifierCV"),
        (Perceptron(), "gives no probabilities", "CalibratedClassifierCV"),
        (RidgeClassifier(), "gives no probabilities", "CalibratedClassifierCV"),
        (SGDClassifier(), "gives no probabilities", "loss log_loss"),
        (StackingClassifier(TWO, LinearSVC()), "gives no probabilities", "final_estimator"),
        (VotingClassifier(TWO), "gives no probabilities", "voting soft"),
        (make_pipeline(StandardScaler(), LinearSVC()), "LinearSVC gives no", "Calibrated"),
        (make_pipeline(StandardScaler(), "passthrough"), "no classifier as its last", "End the"),
        (make_pipeline(StandardScaler()), "StandardScaler gives no prob", "predict_proba"),
    ],
    ids=lambda value: name_of(value)[:40],
)
def test_what_cannot_take_part_is_named_with_a_way_out(
    model: Any, problem: str, remedy: str
) -> None:
    named = obstacle(model)
    assert named is not None
    assert problem in named[0]
    assert remedy in named[1]


@pytest.mark.parametrize("inside", [SVC(), Perceptron(), RidgeClassifier(), LinearSVC()])
def test_calibration_as_advised_gives_probabilities_that_follow_the_weights(inside: Any) -> None:
    model = CalibratedClassifierCV(inside, ensemble=False)
    assert obstacle(model) is None
    half = Intervention(Action.REMOVAL, range(12))
    before, after = ClassifierTrainer(model).train_many(task(), [NOTHING, half])
    assert np.abs(probabilities(before) - probabilities(after)).max() > 0.02


@pytest.mark.parametrize(
    ("model", "is_cautioned"),
    [
        (RandomForestClassifier(), True),
        (make_pipeline(StandardScaler(), RandomForestClassifier()), True),
        (RandomForestClassifier(bootstrap=False), False),
        (GradientBoostingClassifier(subsample=0.5), True),
        (GradientBoostingClassifier(), False),
        (DecisionTreeClassifier(), False),
    ],
)
def test_a_model_that_learns_from_samples_it_draws_is_cautioned_against(
    model: Any, is_cautioned: bool
) -> None:
    assert bool(caution(model)) is is_cautioned
    assert ClassifierTrainer(model).caution == caution(model)
