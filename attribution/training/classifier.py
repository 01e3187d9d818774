"""Trains classifiers of scikit-learn's interface that weigh samples and give probabilities."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin, clone
from sklearn.utils.validation import has_fit_parameter
from threadpoolctl import threadpool_limits

from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

SMALLEST_PROBABILITY = 1e-15
"""Smaller probabilities are raised to this one, so that logarithms stay finite."""


@dataclass(frozen=True)
class FittedClassifier:
    """A fitted classifier, with the training and the evaluated samples as it takes them."""

    classifier: Any
    training: npt.NDArray[np.floating]
    evaluated: npt.NDArray[np.floating]


@dataclass(frozen=True)
class ClassifierTrainer:
    """Fits a new copy of the classifier for every intervention; raises TrainingError.

    The task's seed becomes the classifier's `random_state`, where it has one. The fitted model is
    the only checkpoint, so the ensemble consists of the scenario's seeds. BLAS and OpenMP use one
    thread, since many small models are fitted side by side.
    """

    classifier: ClassifierMixin
    libraries: tuple[str, ...] = ("scikit-learn",)
    prefers: Literal["threads", "processes"] = "processes"

    def __post_init__(self) -> None:
        name = type(self.classifier).__name__
        if not has_fit_parameter(self.classifier, "sample_weight"):
            raise TrainingError(
                f"{name} cannot weigh samples: choose a classifier whose fit takes sample_weight."
            )
        if not hasattr(self.classifier, "predict_proba"):
            raise TrainingError(
                f"{name} gives no probabilities: choose a classifier that has predict_proba."
            )

    @property
    def description(self) -> Mapping[str, Any]:
        parameters = self.classifier.get_params()
        kind = type(self.classifier)
        return {
            "kind": f"{kind.__module__}.{kind.__qualname__}",
            "parameters": {name: repr(value) for name, value in sorted(parameters.items())},
        }

    @property
    def checkpoints(self) -> tuple[int, ...]:
        return (1,)

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        labels, weights = task.labels_under(interventions), task.weights(interventions)
        with threadpool_limits(1), _distinct_warnings():
            return np.array(
                [
                    [self._logits(task, label, weight)]
                    for label, weight in zip(labels, weights, strict=True)
                ]
            )

    def fitted(self, task: TrainingTask) -> FittedClassifier:
        """The base model of a task."""
        labels, weights = task.labels_under([NOTHING]), task.weights([NOTHING])
        with threadpool_limits(1), _distinct_warnings():
            model = self._fit(task, labels[0], weights[0])
        return FittedClassifier(model, task.inputs, task.evaluated)

    def _fit(self, task: TrainingTask, labels: Integers, weights: Floats) -> Any:
        model = clone(self.classifier)
        if "random_state" in model.get_params():
            model.set_params(random_state=task.seed)
        try:
            model.fit(task.inputs, labels, sample_weight=weights)
        except ValueError as problem:
            name = type(self.classifier).__name__
            raise TrainingError(f"{name} could not be retrained: {problem}") from problem
        return model

    def _logits(self, task: TrainingTask, labels: Integers, weights: Floats) -> Floats:
        """Log p, whose softmax is p, [evaluated samples, classes]."""
        model = self._fit(task, labels, weights)
        probabilities = model.predict_proba(task.evaluated)
        # A class that is missing from the changed labels keeps its column.
        of_all_classes = np.zeros((len(task.evaluated), task.classes))
        of_all_classes[:, model.classes_] = probabilities
        return np.asarray(np.log(np.maximum(of_all_classes, SMALLEST_PROBABILITY)))


@contextmanager
def _distinct_warnings() -> Iterator[None]:
    """Show each distinct warning once, although hundreds of fits may raise it.

    The caller's filters decide as before which warnings are hidden or raised as errors.
    """
    raised: list[warnings.WarningMessage] = []
    try:
        with warnings.catch_warnings(record=True) as raised:
            yield
    finally:
        distinct = {(warning.category, str(warning.message)): warning for warning in raised}
        for warning in distinct.values():
            # It has passed the filters already.
            warnings.showwarning(
                warning.message, warning.category, warning.filename, warning.lineno
            )
