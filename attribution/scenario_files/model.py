"""The part `model` of a scenario file: the classifier that is retrained, and how to make it."""

from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from attribution.data.problems import DataProblem, DataProblems
from attribution.scenario_files.estimator_values import EstimatorReader, typed
from attribution.training.classifier import ClassifierTrainer
from attribution.training.estimators import Estimator, obstacle
from attribution.training.import_paths import ImportProblem, own_object
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from attribution.training.trainer import Trainer

PLACE = "model"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class BuiltInModel(_Model):
    """Logistic regression by stochastic gradient descent, for two classes; the fastest."""

    type: Literal["logistic"]
    alpha: float = Field(default=0.01, gt=0)

    def trainer(self, folder: Path, classes: int) -> Trainer:
        if classes != 2:
            raise _refused(
                f"The model logistic tells two classes apart, not {classes}.",
                "Use class: sklearn.linear_model.LogisticRegression, or another class.",
                at=f"{PLACE}.type",
            )
        return LogisticTrainer(LogisticSettings(alpha=self.alpha), fit_with_numba)


class ClassModel(_Model):
    """A classifier of an installed package, by the import path of its class."""

    class_: str = Field(alias="class")
    parameters: Annotated[dict[str, Any], BeforeValidator(typed)] = {}

    def trainer(self, folder: Path, classes: int) -> Trainer:
        return _trainer_of_values({"class": self.class_, "parameters": self.parameters})


class PipelineModel(_Model):
    """Steps one after another, of which the last one is a classifier."""

    pipeline: Annotated[list[Any], BeforeValidator(typed)] = Field(min_length=1)

    def trainer(self, folder: Path, classes: int) -> Trainer:
        return _trainer_of_values({"pipeline": self.pipeline})


class ObjectModel(_Model):
    """A classifier, or a function without arguments that makes one, by its import path.

    A module beside the scenario file is found too. Its code runs when the scenario is run.
    """

    object: str

    def trainer(self, folder: Path, classes: int) -> Trainer:
        at = f"{PLACE}.object"
        try:
            own = own_object(self.object, folder)
        except ImportProblem as problem:
            raise _refused(problem.message, problem.remedy, at=at) from problem
        return _trainer(_made_by(own.value, self.object), at, own.files)


def _kind(value: Any) -> str | None:
    """Which kind of model is meant, by the key that only it has."""
    keys = value.model_dump(by_alias=True) if isinstance(value, BaseModel) else value
    if not isinstance(keys, Mapping):
        return None
    return next((key for key in ("type", "class", "pipeline", "object") if key in keys), None)


ModelDescription = Annotated[
    Annotated[BuiltInModel, Tag("type")]
    | Annotated[ClassModel, Tag("class")]
    | Annotated[PipelineModel, Tag("pipeline")]
    | Annotated[ObjectModel, Tag("object")],
    Discriminator(
        _kind,
        custom_error_type="model_kind",
        custom_error_message="a model has one of the keys type, class, pipeline or object",
    ),
]
"""Each has `trainer(folder, classes)`; `folder` is that of the scenario file.

It raises DataProblems with everything that is wrong, by the dotted path of the value.
"""


def default_model(classes: int, alpha: float = 0.01) -> BuiltInModel | ClassModel:
    """The model of a draft: the built-in one for two classes, else scikit-learn's linear one."""
    if classes == 2:
        return BuiltInModel(type="logistic", alpha=alpha)
    parameters = {"loss": "log_loss", "alpha": alpha, "max_iter": 50, "tol": None}
    return ClassModel(class_="sklearn.linear_model.SGDClassifier", parameters=parameters)


def _trainer_of_values(values: Mapping[str, Any]) -> Trainer:
    reader = EstimatorReader()
    model = reader.estimator(values, PLACE)
    if reader.problems:
        raise DataProblems("The model", reader.problems)
    return _trainer(model, PLACE, {})


def _trainer(model: Estimator, at: str, files: dict[str, str]) -> Trainer:
    if problem := obstacle(model):
        raise _refused(*problem, at=at)
    return ClassifierTrainer(model, libraries=tuple(sorted(set(_libraries(model)))), files=files)


def _libraries(model: Estimator) -> Iterator[str]:
    """The installed distributions that a model's classes are of."""
    distributions = packages_distributions()
    yield "scikit-learn"
    for value in (model, *model.get_params().values()):
        yield from distributions.get(type(value).__module__.partition(".")[0], ())


def _made_by(value: Any, path: str) -> Estimator:
    """The estimator itself, or what a class or a function makes without arguments."""
    at = f"{PLACE}.object"
    if isinstance(value, type) or (callable(value) and not hasattr(value, "fit")):
        try:
            value = value()
        except Exception as problem:  # somebody's own code may raise anything
            raise _refused(
                f"{path} made no model: {type(problem).__name__}: {problem}.",
                "Name a classifier, or a function without arguments that makes one.",
                at=at,
            ) from problem
    if not (hasattr(value, "fit") and hasattr(value, "get_params")):
        raise _refused(
            f"{path} is no estimator of scikit-learn's interface.",
            "Name a classifier, or a function without arguments that makes one.",
            at=at,
        )
    return value


def _refused(message: str, remedy: str, *, at: str) -> DataProblems:
    return DataProblems("The model", [DataProblem(at, message, remedy)])
