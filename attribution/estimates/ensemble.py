"""The base models of a trainer, one for every checkpoint, in the form that gradients need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

import numpy as np

from attribution.errors import TrainingError
from attribution.estimates.differentiable import DifferentiableModel, Inputs, LinearModel
from attribution.estimates.links import Link, OneAgainstRest, Sigmoid, Softmax
from attribution.training.classifier import ClassifierTrainer, FittedClassifier
from attribution.training.intervention import NOTHING
from attribution.training.logistic import LogisticTrainer, learning_rates
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer


@dataclass(frozen=True)
class TrainingStage:
    """A base model in the course of its training, and the learning rate at that time.

    `batch` is the number of samples in a step, over which a step takes the mean.
    """

    model: DifferentiableModel
    learning_rate: float
    batch: int


def base_models(trainer: Trainer, task: TrainingTask) -> list[DifferentiableModel]:
    """The members of the base ensemble that one seed gives, in the order of the checkpoints.

    Raises TrainingError where a trainer's models have no gradients that are known here.
    """
    if isinstance(trainer, LogisticTrainer):
        return _logistic(trainer, task)
    if isinstance(trainer, ClassifierTrainer):
        return [linear_classifier(trainer.fitted(task))]
    return _networks(_of_networks(trainer), task)


def seen_inputs(trainer: Trainer, task: TrainingTask) -> tuple[Inputs, Inputs]:
    """The training and the test samples as the trainer's models take them."""
    if isinstance(trainer, ClassifierTrainer):
        fitted = trainer.fitted(task)
        return fitted.training, fitted.evaluated
    return task.inputs, task.evaluated


def training_stages(trainer: Trainer, task: TrainingTask) -> list[TrainingStage]:
    """The base model of one seed after every epoch up to the last checkpoint.

    Raises TrainingError where there are no epochs, or as `base_models` does.
    """
    last = trainer.checkpoints[-1]
    epochs = tuple(range(1, last + 1))
    if isinstance(trainer, LogisticTrainer):
        settings = replace(trainer.settings, checkpoints=epochs)
        models = _logistic(replace(trainer, settings=settings), task)
        samples = len(task.labels)
        rates = learning_rates(settings.alpha, last * samples)[samples - 1 :: samples]
        return [TrainingStage(*stage, batch=1) for stage in zip(models, rates, strict=True)]
    if isinstance(trainer, ClassifierTrainer):
        raise TrainingError(
            f"{type(trainer.classifier).__name__} does not say how it was after every epoch."
        )
    of_networks = _of_networks(trainer)
    models = _networks(of_networks.with_epochs(epochs), task)
    rate, batch = of_networks.settings.learning_rate, of_networks.settings.batch_size
    return [TrainingStage(model, rate, batch) for model in models]


def _logistic(trainer: LogisticTrainer, task: TrainingTask) -> list[DifferentiableModel]:
    inputs, evaluated = (np.asarray(part, np.float64) for part in (task.inputs, task.evaluated))
    return [
        LinearModel(coefficients[np.newaxis], Sigmoid(), trainer.settings.alpha, inputs, evaluated)
        for coefficients in trainer.coefficients(task, [NOTHING])[0]
    ]


def linear_classifier(fitted: FittedClassifier) -> LinearModel:
    """A logistic regression of scikit-learn with an L2 penalty; raises TrainingError for others.

    LogisticRegression minimises C sum_i w_i l_i + |slopes|^2 / 2, which is sum_i w_i l_i / n with a
    penalty of 1 / (C n); SGDClassifier has its alpha. With more than two classes, the former is
    fitted to the softmax, the latter to every class against the rest.
    """
    classifier = fitted.classifier
    parameters = classifier.get_params()
    kind = f"{type(classifier).__module__.partition('.')[0]}.{type(classifier).__name__}"
    binary = len(classifier.classes_) == 2
    many: Link
    if kind == "sklearn.LogisticRegression" and _has_plain_penalty(parameters):
        shrinkage = 1.0 / (parameters["C"] * fitted.training.shape[0])
        many = Softmax()
    elif kind == "sklearn.SGDClassifier" and _is_logistic(parameters):
        shrinkage, many = parameters["alpha"], OneAgainstRest()
    else:
        raise TrainingError(
            f"{type(classifier).__name__}, as it is set, is no logistic regression with an L2 "
            "penalty, so its gradients are not known here."
        )
    linear: Any = classifier
    coefficients = linear.coef_
    if parameters["fit_intercept"]:
        coefficients = np.column_stack([coefficients, linear.intercept_])
    link = Sigmoid() if binary else many
    return LinearModel(coefficients, link, shrinkage, fitted.training, fitted.evaluated)


def _has_plain_penalty(parameters: dict[str, Any]) -> bool:
    is_l2 = parameters["penalty"] in ("l2", "deprecated") and not parameters["l1_ratio"]
    # liblinear also shrinks the intercept, and fits every class against the rest.
    return is_l2 and parameters["solver"] != "liblinear" and parameters["class_weight"] is None


def _is_logistic(parameters: dict[str, Any]) -> bool:
    return bool(
        parameters["loss"] == "log_loss"
        and parameters["penalty"] == "l2"
        and parameters["class_weight"] is None
    )


@runtime_checkable
class TrainsNetworks(Protocol):
    """A NetworkTrainer, without importing PyTorch where there is none."""

    @property
    def settings(self) -> Any: ...

    def with_epochs(self, epochs: Sequence[int]) -> "TrainsNetworks": ...

    def base_networks(self, task: TrainingTask) -> list[Any]: ...


def _of_networks(trainer: Trainer) -> TrainsNetworks:
    if not isinstance(trainer, TrainsNetworks):
        raise TrainingError("The gradients of this trainer's models are not known here.")
    return trainer


def _networks(trainer: TrainsNetworks, task: TrainingTask) -> list[DifferentiableModel]:
    from attribution.estimates.network_model import NetworkModel  # slow: torch

    return [
        NetworkModel(network, task.inputs, task.evaluated)
        for network in trainer.base_networks(task)
    ]
