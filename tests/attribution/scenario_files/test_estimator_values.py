import math
from collections.abc import Mapping
from typing import Any

import pytest
from sklearn.base import BaseEstimator
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import VotingClassifier
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import Pipeline
from sklearn.svm import SVC

from attribution.scenario_files.estimator_values import EstimatorReader, typed

FOREST = "sklearn.ensemble.RandomForestClassifier"
NAIVE = {"class": "sklearn.naive_bayes.GaussianNB"}


def read(values: Mapping[str, Any]) -> Any:
    reader = EstimatorReader()
    estimator = reader.estimator(values, "model")
    assert not reader.problems
    return estimator


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50", 50),
        ("-3", -3),
        ("0.5", 0.5),
        ("1e-4", 0.0001),
        ("1.", 1.0),
        (".5", 0.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("sqrt", "sqrt"),
        ("1.2.3", "1.2.3"),
        ("1_000", "1_000"),
        ("infinity", "infinity"),
        (".inf", math.inf),
        (["1", ["a", "2.0"]], [1, ["a", 2.0]]),
        ({"alpha": "1"}, {"alpha": 1}),
        (0.01, 0.01),
        (None, None),
    ],
)
def test_a_text_is_the_value_that_it_spells(text: Any, value: Any) -> None:
    assert typed(text) == value
    assert type(typed(text)) is type(value)


def test_a_missing_value_can_be_spelled() -> None:
    assert math.isnan(typed(".nan"))


def test_parameters_are_given_to_the_class() -> None:
    model = read(
        {
            "class": "sklearn.linear_model.SGDClassifier",
            "parameters": {"loss": "log_loss", "alpha": 0.01, "tol": None},
        }
    )
    assert isinstance(model, SGDClassifier)
    assert (model.loss, model.alpha, model.tol) == ("log_loss", 0.01, None)


def test_a_parameter_can_be_an_estimator() -> None:
    model = read(
        {
            "class": "sklearn.calibration.CalibratedClassifierCV",
            "parameters": {"estimator": {"class": "sklearn.svm.SVC"}, "ensemble": False},
        }
    )
    assert isinstance(model, CalibratedClassifierCV)
    assert isinstance(model.estimator, SVC)


class Bare(BaseEstimator):  # type: ignore[misc]
    """Of a library that checks no parameters, as those for boosting do."""

    def __init__(self, rounds: int = 5, **others: Any) -> None:
        self.rounds = rounds

    def fit(self, inputs: Any, labels: Any, sample_weight: Any = None) -> "Bare":
        return self


def test_a_class_of_another_library_gets_what_is_written() -> None:
    model = read({"class": f"{__name__}.Bare", "parameters": {"rounds": 9, "depth": 2}})
    assert (type(model).__name__, model.rounds) == ("Bare", 9)


@pytest.mark.parametrize(
    ("estimators", "names"),
    [
        ([NAIVE, NAIVE], ["estimator-1", "estimator-2"]),
        ([["plain", NAIVE], ["again", NAIVE]], ["plain", "again"]),
    ],
)
def test_several_estimators_have_names(estimators: list[Any], names: list[str]) -> None:
    model = read(
        {
            "class": "sklearn.ensemble.VotingClassifier",
            "parameters": {"estimators": estimators, "voting": "soft"},
        }
    )
    assert isinstance(model, VotingClassifier)
    assert [name for name, _ in model.estimators] == names
    assert names[0] in model.get_params()


def test_a_pipeline_has_the_steps_in_order() -> None:
    columns = {
        "class": "sklearn.compose.ColumnTransformer",
        "parameters": {
            "transformers": [["z", {"class": "sklearn.preprocessing.StandardScaler"}, [0, 1]]],
            "remainder": "passthrough",
        },
    }
    model = read({"pipeline": [columns, NAIVE]})
    assert isinstance(model, Pipeline)
    assert [name for name, _ in model.steps] == ["columntransformer", "gaussiannb"]
    assert model.steps[0][1].transformers[0][0] == "z"
    assert model.steps[0][1].transformers[0][2] == [0, 1]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"class": FOREST, "parameters": {"n_estimator": 50}},
            (
                "model.parameters.n_estimator: RandomForestClassifier has no parameter "
                "'n_estimator'. Did you mean n_estimators?"
            ),
        ),
        (
            {"class": "sklearn.naive_bayes.GaussianNB", "parameters": {"colour": "red"}},
            (
                "model.parameters.colour: GaussianNB has no parameter 'colour'. "
                "It has priors, var_smoothing."
            ),
        ),
        (
            {"class": FOREST, "parameters": {"n_estimators": "fifty"}},
            (
                "model.parameters: RandomForestClassifier cannot be made of these parameters: "
                "The 'n_estimators' parameter of RandomForestClassifier must be an int"
            ),
        ),
        (
            {"class": "sklearn.ensemble.VotingClassifier"},
            "VotingClassifier cannot be made of these parameters: ",
        ),
        ({"class": FOREST, "parameters": ["a"]}, "model.parameters: These are no parameters."),
        ({"class": FOREST, "parameter": {}}, "model.parameter: There is no such key here."),
        (
            {"class": "subprocess.Popen", "parameters": {"args": "ls"}},
            "model.class: subprocess.Popen is no class of scikit-learn's interface.",
        ),
        ({"class": "os.getcwd"}, "model.class: os.getcwd is no class of scikit-learn's interface."),
        ({"class": "sklearn.ensembl.X"}, "model.class: sklearn has no module 'ensembl'."),
        ({"pipeline": []}, "model.pipeline: It has no steps."),
        ({"pipeline": [NAIVE, NAIVE]}, "model.pipeline[1]: GaussianNB transforms nothing"),
        ({"pipeline": ["scale", NAIVE]}, "model.pipeline[1]: This is no step."),
    ],
)
def test_what_cannot_be_made_is_explained_by_its_place(
    values: Mapping[str, Any], sentence: str
) -> None:
    reader = EstimatorReader()
    assert reader.estimator(values, "model") is None
    assert str(reader.problems[0]).startswith(sentence) or sentence in str(reader.problems[0])


def test_all_problems_are_named_at_once() -> None:
    reader = EstimatorReader()
    reader.estimator(
        {
            "pipeline": [
                {"class": "sklearn.preprocessing.StandardScalr"},
                {"class": FOREST, "parameters": {"n_estimator": 50, "max_depths": 2}},
            ]
        },
        "model",
    )
    assert [problem.place for problem in reader.problems] == [
        "model.pipeline[1].class",
        "model.pipeline[2].parameters.n_estimator",
        "model.pipeline[2].parameters.max_depths",
    ]
