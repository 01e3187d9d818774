"""What of scikit-learn's estimators can be retrained under interventions, and how.

An intervention is a weight and a label for each training sample. So a classifier takes part if its
`fit` weighs samples, all the way down to the classifiers inside of it, and if it gives
probabilities. The steps of a Pipeline before its classifier are no part of an intervention.
"""

from collections.abc import Iterator
from typing import Any

from sklearn.base import clone, is_classifier
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

Estimator = Any
"""An estimator of scikit-learn's interface, which has no common type among all libraries."""

PASS_WEIGHTS_ON = (VotingClassifier, StackingClassifier, GridSearchCV, RandomizedSearchCV)
"""Their `fit` takes any arguments, and gives weights to the classifiers inside."""

WITHOUT_CHANCE = {
    ("LogisticRegression", "solver"): ("lbfgs", "newton-cg", "newton-cholesky"),
    ("RidgeClassifier", "solver"): ("auto", "svd", "cholesky", "lsqr", "sparse_cg"),
    ("SVC", "probability"): (False, "deprecated"),
    ("NuSVC", "probability"): (False, "deprecated"),
    ("LinearSVC", "dual"): (False,),
}
"""Classifiers of scikit-learn that ignore their random_state under some values of a parameter."""


def classifier_of(model: Estimator) -> Estimator:
    """The last step of a Pipeline, else the model itself."""
    return model.steps[-1][1] if isinstance(model, Pipeline) else model


def preparation_of(model: Estimator) -> Pipeline | None:
    """The steps of a Pipeline before its classifier, None where there are none."""
    return model[:-1] if isinstance(model, Pipeline) and len(model.steps) > 1 else None


def obstacle(model: Estimator) -> tuple[str, str] | None:
    """Why a model cannot take part, and what to do instead, a sentence each; None if it can."""
    classifier = classifier_of(model)
    if isinstance(classifier, (str, type(None))) or not hasattr(classifier, "get_params"):
        return (
            "This model has no classifier as its last step.",
            "End the pipeline with a classifier of scikit-learn's interface.",
        )
    if unable := next((inner for inner in _with_inner(classifier) if not _weighs(inner)), None):
        name = type(unable).__name__
        inside = "" if unable is classifier else f" inside {type(classifier).__name__}"
        return f"{name}{inside} cannot weigh samples.", _instead_of(unable)
    if not _gives_probabilities(classifier):
        return f"{type(classifier).__name__} gives no probabilities.", _with_probabilities(
            classifier
        )
    return None


def with_seed(model: Estimator, seed: int) -> Estimator:
    """A new copy in which every `random_state`, also of classifiers inside, is the seed.

    Every `n_jobs` is 1, since many models are fitted side by side.
    """
    copy = clone(model)
    changes = dict.fromkeys(_with_jobs(copy), 1) | dict.fromkeys(_random_states(copy), seed)
    return copy.set_params(**changes)


def inner_random_states(model: Estimator) -> list[str]:
    """The names of the parameters inside other estimators that the seed sets, in order."""
    return [name for name in _random_states(model) if name != "random_state"]


def has_chance(model: Estimator, samples: int) -> bool:
    """Whether a seed can change what the model learns from a number of training samples.

    False only where it is certain: all estimators inside are scikit-learn's own, and have no
    random_state or ignore it. Then the models of all seeds are equal.
    """
    estimators = [model, *(value for value in model.get_params().values() if _is_estimator(value))]
    return any(_draws(estimator, samples) for estimator in estimators)


def caution(model: Estimator) -> str:
    """A sentence on a classifier that learns from samples that it draws itself, or "".

    Which it draws decides more than a sample does; docs/reference/models.md has what was measured.
    """
    classifier = classifier_of(model)
    if getattr(classifier, "bootstrap", False):
        remedy = "set bootstrap: false, or take GradientBoostingClassifier"
    elif hasattr(classifier, "n_estimators") and getattr(classifier, "subsample", 1) < 1:
        remedy = "set subsample: 1.0"
    else:
        return ""
    return (
        f"{type(classifier).__name__} learns from samples that it draws itself. They decide the "
        "effects of single samples more than these samples do, so that effects repeat poorly "
        f"between seeds: {remedy} (docs/reference/models.md has figures)."
    )


def _draws(estimator: Estimator, samples: int) -> bool:
    kind, parameters = type(estimator), estimator.get_params(deep=False)
    if not _is_of_scikit_learn(estimator):
        return True
    if "random_state" not in parameters:
        return False
    if kind is HistGradientBoostingClassifier:
        stops_early = parameters["early_stopping"]
        draws_validation = samples > 10_000 if stops_early == "auto" else stops_early
        return draws_validation or parameters["max_features"] < 1 or samples > 200_000
    return not any(
        name == kind.__name__ and parameters.get(parameter) in values
        for (name, parameter), values in WITHOUT_CHANCE.items()
    )


def _random_states(model: Estimator) -> list[str]:
    names = sorted(model.get_params())
    return [name for name in names if name == "random_state" or name.endswith("__random_state")]


def _with_jobs(model: Estimator) -> Iterator[str]:
    """The names of parameters `n_jobs` under which a fit could take several processors."""
    parameters = model.get_params()
    for name, value in parameters.items():
        owner_name, _, last = name.rpartition("__")
        if last == "n_jobs":
            owner = parameters[owner_name] if owner_name else model
            # In scikit-learn none means one, and some classes warn of any other value.
            if value is not None or not _is_of_scikit_learn(owner):
                yield name


def _is_of_scikit_learn(estimator: Estimator) -> bool:
    return type(estimator).__module__.startswith("sklearn.")


def _is_estimator(value: object) -> bool:
    return hasattr(value, "fit") and hasattr(value, "get_params") and not isinstance(value, type)


def _with_inner(classifier: Estimator) -> Iterator[Estimator]:
    """The classifier and the classifiers that are its parameters, however deep."""
    yield classifier
    for value in classifier.get_params().values():
        if _is_estimator(value) and (is_classifier(value) or isinstance(value, Pipeline)):
            yield value


def _weighs(classifier: Estimator) -> bool:
    return isinstance(classifier, PASS_WEIGHTS_ON) or has_fit_parameter(classifier, "sample_weight")


def _gives_probabilities(classifier: Estimator) -> bool:
    if isinstance(classifier, StackingClassifier):
        # It knows only once it is fitted; by default a logistic regression is the last to learn.
        last = classifier.final_estimator
        return last is None or _gives_probabilities(last)
    return hasattr(classifier, "predict_proba")


def _instead_of(classifier: Estimator) -> str:
    name = type(classifier).__name__
    if isinstance(classifier, Pipeline):
        return "Put its first steps before the whole classifier, in one pipeline around it."
    if name in {"OneVsRestClassifier", "OneVsOneClassifier", "OutputCodeClassifier"}:
        return "Use the classifier inside it alone: it tells several classes apart by itself."
    if name in {"FixedThresholdClassifier", "TunedThresholdClassifierCV"}:
        return "Use the classifier inside it alone: effects are measured on its probabilities."
    instead = {
        "LinearDiscriminantAnalysis": "LogisticRegression or GaussianNB",
        "QuadraticDiscriminantAnalysis": "GaussianNB",
        "PassiveAggressiveClassifier": "SGDClassifier with the loss log_loss",
    }.get(name, "RandomForestClassifier, HistGradientBoostingClassifier or LogisticRegression")
    return f"Choose a classifier whose fit takes sample_weight, such as {instead}."


def _with_probabilities(classifier: Estimator) -> str:
    name = type(classifier).__name__
    by_parameter = {
        "SGDClassifier": "give it the loss log_loss",
        "VotingClassifier": "give it the voting soft",
        "StackingClassifier": "give it a final_estimator that has it",
    }
    if name in by_parameter:
        return f"Choose a classifier that has predict_proba: {by_parameter[name]}."
    return (
        "Choose a classifier that has predict_proba, such as LogisticRegression, or put this one "
        "into CalibratedClassifierCV (sklearn.calibration) with ensemble: false."
    )
