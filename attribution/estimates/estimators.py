"""All attribution methods by one signature, averaged over an ensemble as the effects are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import DifferentiableModel, LinearModel
from attribution.estimates.ensemble import base_models, seen_inputs, training_stages
from attribution.estimates.gradient_similarity import gradient_similarity
from attribution.estimates.influence import influence
from attribution.estimates.input_similarity import input_similarity
from attribution.estimates.method_names import Method
from attribution.estimates.products import Compare, cosines, inner_products
from attribution.estimates.tracin import tracin
from attribution.training.intervention import NOTHING
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer
from core.arrays import Floats


@dataclass(frozen=True)
class Questions:
    """What a method is asked: the effect of every action on every training sample and error.

    `tasks` holds a task for each seed of the ensemble whose models differ.
    """

    trainer: Trainer
    tasks: tuple[TrainingTask, ...]
    errors: tuple[Misclassification, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Estimates:
    """Values [actions, training samples, errors, metrics], and the settings that gave them.

    Positive where a metric would rise. Only sizes of `influence` are on the scale of the effects.
    """

    values: Floats
    settings: Mapping[str, Any]


Estimator = Callable[[Questions], Estimates]


def estimate(method: Method, questions: Questions) -> Estimates:
    """Raises TrainingError where the method does not apply to the models of the trainer."""
    # One thread, since sums of many threads depend on their number.
    with threadpool_limits(1):
        return ESTIMATORS[method](questions)


def _influence(questions: Questions) -> Estimates:
    def of_model(model: DifferentiableModel, task: TrainingTask) -> Floats:
        weights = task.weights([NOTHING])[0]
        return influence(model, task, weights, questions.errors, questions.actions)

    values = _over_ensemble(questions, of_model)
    first = base_models(questions.trainer, questions.tasks[0])[0]
    is_linear = isinstance(first, LinearModel)
    return Estimates(values, {"damping": "none" if is_linear else "early stopping"})


def _gradients(compare: Compare) -> Estimator:
    def estimates(questions: Questions) -> Estimates:
        def of_model(model: DifferentiableModel, task: TrainingTask) -> Floats:
            return gradient_similarity(model, task, questions.errors, questions.actions, compare)

        return Estimates(_over_ensemble(questions, of_model), {})

    return estimates


def _tracin(questions: Questions) -> Estimates:
    by_seed = [
        tracin(training_stages(questions.trainer, task), task, questions.errors, questions.actions)
        for task in questions.tasks
    ]
    return Estimates(_mean(by_seed), {"epochs": questions.trainer.checkpoints[-1]})


def _input_similarity(questions: Questions) -> Estimates:
    task = questions.tasks[0]
    inputs, evaluated = seen_inputs(questions.trainer, task)
    values = input_similarity(task, inputs, evaluated, questions.errors, questions.actions)
    return Estimates(values, {"bandwidth": "median distance"})


def _over_ensemble(
    questions: Questions, of_model: Callable[[DifferentiableModel, TrainingTask], Floats]
) -> Floats:
    """Mean over seeds of the mean over checkpoints."""
    return _mean(
        [
            _mean([of_model(model, task) for model in base_models(questions.trainer, task)])
            for task in questions.tasks
        ]
    )


def _mean(values: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(values, axis=0))


ESTIMATORS: Mapping[Method, Estimator] = {
    Method.INFLUENCE: _influence,
    Method.GRADIENT_PRODUCT: _gradients(inner_products),
    Method.GRADIENT_COSINE: _gradients(cosines),
    Method.TRACIN: _tracin,
    Method.INPUT_SIMILARITY: _input_similarity,
}
