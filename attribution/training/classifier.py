"""Trains classifiers of scikit-learn's interface that weigh samples and give probabilities."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from sklearn.base import ClassifierMixin, clone
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from attribution.errors import TrainingError
from attribution.training.estimators import (
    Estimator,
    caution,
    classifier_of,
    has_chance,
    inner_random_states,
    obstacle,
    preparation_of,
    with_seed,
)
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.preparation import Inputs, prepared_inputs
from attribution.training.task import TrainingTask
from core.arrays import Floats

SMALLEST_PROBABILITY = 1e-15
"""Smaller probabilities are raised to this one, so that logarithms stay finite."""

PREPARATION = "fitted once for each seed on all training samples in use, under no intervention"


@dataclass(frozen=True)
class FittedClassifier:
    """A fitted classifier, with the training and the evaluated samples as it takes them."""

    classifier: Estimator
    training: Inputs
    evaluated: Inputs


@dataclass(frozen=True)
class ClassifierTrainer:
    """Fits a new copy of the classifier for every intervention; raises TrainingError.

    Of a Pipeline only the last step is retrained; the steps before it are fitted once for each
    seed. The task's seed becomes every `random_state`. The fitted model is the only checkpoint, so
    the ensemble consists of the scenario's seeds. BLAS and OpenMP use one thread, since many small
    models are fitted side by side. `files` are digests of somebody's own code, by file name.
    """

    classifier: ClassifierMixin | Pipeline
    libraries: tuple[str, ...] = ("scikit-learn",)
    prefers: Literal["threads", "processes"] = "processes"
    files: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if problem := obstacle(self.classifier):
            raise TrainingError(" ".join(problem))

    @property
    def description(self) -> Mapping[str, Any]:
        """What is only sometimes there is left out elsewhere, so that older recipes stay."""
        kind, parameters = type(self.classifier), self.classifier.get_params()
        described: dict[str, Any] = {
            "kind": f"{kind.__module__}.{kind.__qualname__}",
            "parameters": {name: _spelled(value) for name, value in sorted(parameters.items())},
        }
        if seeded := inner_random_states(self.classifier):
            described["seeded"] = seeded
        if preparation_of(self.classifier) is not None:
            described["preparation"] = PREPARATION
        if self.files:
            described["files"] = dict(self.files)
        return described

    @property
    def checkpoints(self) -> tuple[int, ...]:
        return (1,)

    @property
    def caution(self) -> str:
        return caution(self.classifier)

    def depends_on_seed(self, task: TrainingTask) -> bool:
        """Whether models of other seeds may differ; without chance in training they are equal."""
        return has_chance(self.classifier, len(task.labels))

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        with threadpool_limits(1), _distinct_warnings(), self._errors_as_sentences():
            preparation = preparation_of(self.classifier)
            inputs, evaluated = prepared_inputs(preparation, task)
            classifier = with_seed(classifier_of(self.classifier), task.seed)
            return np.array(
                [
                    [_logits(clone(classifier), inputs, evaluated, task, intervention)]
                    for intervention in interventions
                ]
            )

    def fitted(self, task: TrainingTask) -> FittedClassifier:
        """The base model of a task; of a Pipeline, its last step."""
        labels, weights = task.labels_under([NOTHING])[0], task.weights([NOTHING])[0]
        with threadpool_limits(1), _distinct_warnings(), self._errors_as_sentences():
            inputs, evaluated = prepared_inputs(preparation_of(self.classifier), task)
            classifier = with_seed(classifier_of(self.classifier), task.seed)
            model = classifier.fit(inputs, labels, sample_weight=weights)
            return FittedClassifier(model, inputs, evaluated)

    @contextmanager
    def _errors_as_sentences(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError) as problem:
            name = type(classifier_of(self.classifier)).__name__
            raise TrainingError(f"{name} could not be retrained: {problem}") from problem


def _logits(
    model: Estimator,
    inputs: Inputs,
    evaluated: Inputs,
    task: TrainingTask,
    intervention: Intervention,
) -> Floats:
    """Log p, whose softmax is p, [evaluated samples, classes]."""
    labels, weights = task.labels_under([intervention])[0], task.weights([intervention])[0]
    probabilities = model.fit(inputs, labels, sample_weight=weights).predict_proba(evaluated)
    # A class that is missing from the changed labels keeps its column.
    of_all_classes = np.zeros((len(task.evaluated), task.classes))
    of_all_classes[:, model.classes_] = probabilities
    return np.asarray(np.log(np.maximum(of_all_classes, SMALLEST_PROBABILITY)))


def _spelled(value: object) -> str:
    """`repr` without addresses in memory, which are others in every process."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


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
