from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from sklearn.ensemble import RandomForestClassifier

from attribution.data.problems import DataProblems
from attribution.scenario_files.model import ModelDescription, default_model
from attribution.training.classifier import ClassifierTrainer
from attribution.training.logistic import LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from core.digests import digest

MODEL: TypeAdapter[Any] = TypeAdapter(ModelDescription)
OWN = """
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier

ready = GaussianNB(var_smoothing=0.1)
neighbours = KNeighborsClassifier()
number = 7

def made():
    return GaussianNB(var_smoothing=0.2)

def of_something(data):
    return GaussianNB()
"""


def trainer(values: Any, folder: Path = Path(), classes: int = 2) -> Any:
    return MODEL.validate_python(values).trainer(folder, classes)


def test_the_built_in_model_is_logistic_regression_by_the_fast_engine() -> None:
    built_in = trainer({"type": "logistic", "alpha": "0.1"})
    assert isinstance(built_in, LogisticTrainer)
    assert (built_in.settings.alpha, built_in.fit) == (0.1, fit_with_numba)


def test_the_built_in_model_is_refused_for_three_classes() -> None:
    with pytest.raises(DataProblems, match=r"model.type: .* tells two classes apart, not 3. Use"):
        trainer({"type": "logistic"}, classes=3)


def test_a_class_gets_its_parameters_as_numbers() -> None:
    forest = trainer(
        {
            "class": "sklearn.ensemble.RandomForestClassifier",
            "parameters": {"n_estimators": "50", "max_depth": None, "max_features": "sqrt"},
        }
    )
    assert isinstance(forest.classifier, RandomForestClassifier)
    assert forest.classifier.n_estimators == 50
    assert forest.libraries == ("scikit-learn",)


def test_a_description_holds_the_values_that_texts_spell() -> None:
    values = {"class": "sklearn.naive_bayes.GaussianNB", "parameters": {"var_smoothing": "1e-3"}}
    described = MODEL.validate_python(values)
    assert described.model_dump(by_alias=True) == {**values, "parameters": {"var_smoothing": 0.001}}
    assert MODEL.validate_python(described) == described


@pytest.mark.parametrize(("name", "smoothing"), [("ready", 0.1), ("made", 0.2)])
def test_an_object_of_own_code_is_an_estimator_or_a_function_that_makes_one(
    tmp_path: Path, name: str, smoothing: float
) -> None:
    (tmp_path / "my_models.py").write_text(OWN)
    own = trainer({"object": f"my_models.{name}"}, tmp_path)
    assert isinstance(own, ClassifierTrainer)
    assert own.classifier.get_params()["var_smoothing"] == smoothing
    assert own.description["files"] == {"my_models.py": digest(OWN.encode())}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"object": "my_models.neighbours"}, "model.object: KNeighborsClassifier cannot weigh"),
        ({"object": "my_models.number"}, "model.object: my_models.number is no estimator"),
        ({"object": "my_models.of_something"}, "made no model: TypeError"),
        ({"object": "my_models.redy"}, "has no 'redy'. Did you mean ready?"),
        ({"class": "my_models.ready"}, "model.class: There is no package 'my_models'."),
        ({"class": "sklearn.svm.SVC"}, "model: SVC gives no probabilities. Choose"),
        ({"pipeline": [{"class": "sklearn.svm.SVG"}]}, "model.pipeline[1].class: sklearn.svm has"),
    ],
)
def test_a_model_that_cannot_be_used_is_explained(
    tmp_path: Path, values: Any, sentence: str
) -> None:
    (tmp_path / "my_models.py").write_text(OWN)
    with pytest.raises(DataProblems) as problem:
        trainer(values, tmp_path)
    assert sentence in str(problem.value)


@pytest.mark.parametrize("values", [{}, {"kind": "logistic"}, "logistic", [], None])
def test_what_describes_no_model_is_told_what_does(values: Any) -> None:
    with pytest.raises(ValidationError, match="one of the keys type, class, pipeline or object"):
        MODEL.validate_python(values)


def test_a_draft_has_a_linear_model_for_any_number_of_classes() -> None:
    two, three = default_model(2).trainer(Path(), 2), default_model(3).trainer(Path(), 3)
    assert isinstance(two, LogisticTrainer)
    assert isinstance(three, ClassifierTrainer)
    assert three.classifier.get_params()["loss"] == "log_loss"
