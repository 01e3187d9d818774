"""Logistic regression by stochastic gradient descent: the loan model (paper, appendix C.2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from attribution.errors import TrainingError
from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats, Integers

TOGETHER = 64
"""Models whose labels and weights are in memory at once, as many as `fit_with_numba` trains."""


@dataclass(frozen=True)
class LogisticSettings:
    """sum_i w_i log(1 + exp(-s_i z_i)) / n + alpha |slopes|^2 / 2 is minimised.

    z_i is the linear predictor and s_i is -1 or +1 by class; checkpoints are rising epochs.
    """

    alpha: float
    checkpoints: tuple[int, ...] = (30, 40, 50)


Fit = Callable[[LogisticSettings, Floats, Integers, Floats, int], Floats]
"""From settings, inputs [samples, features], labels and weights [models, samples] and a seed to the
slopes and then the intercept, [models, checkpoints, features + 1]."""


@dataclass(frozen=True)
class LogisticTrainer:
    """Trains by one of two engines: `fit_with_scikit_learn`, the reference, or `fit_with_numba`.

    They agree to the last bit, so the recipe does not say which one was used.
    """

    settings: LogisticSettings
    fit: Fit
    prefers: Literal["threads", "processes"] = "threads"

    @property
    def description(self) -> Mapping[str, Any]:
        return {"kind": "logistic regression by SGD", **asdict(self.settings)}

    @property
    def libraries(self) -> tuple[str, ...]:
        return ("scikit-learn",)

    @property
    def checkpoints(self) -> tuple[int, ...]:
        return self.settings.checkpoints

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        coefficients = self.coefficients(task, interventions)
        return linear_logits(np.asarray(task.evaluated, dtype=np.float64), coefficients)

    def coefficients(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        """Slopes and then the intercept, [interventions, checkpoints, features + 1]."""
        if task.inputs.dtype == object:
            raise TrainingError(
                "This trainer learns from numbers, and these are texts: say how `words` become "
                "inputs, or use a pipeline that begins with a vectoriser."
            )
        if task.classes != 2:
            raise TrainingError(
                f"This trainer tells two classes apart, not {task.classes}: "
                "use ClassifierTrainer with a scikit-learn classifier of your choice."
            )
        inputs = np.ascontiguousarray(task.inputs, dtype=np.float64)
        return np.concatenate(
            [
                self.fit(
                    self.settings,
                    inputs,
                    task.labels_under(some),
                    task.weights(some),
                    task.seed,
                )
                for some in _portions(interventions)
            ]
        )


def _portions(interventions: Sequence[Intervention]) -> Iterator[Sequence[Intervention]]:
    """So many that their labels and weights take little memory; every model is the same."""
    for start in range(0, len(interventions), TOGETHER):
        yield interventions[start : start + TOGETHER]


def linear_logits(inputs: Floats, coefficients: Floats) -> Floats:
    """z_0 = 0 and z_1 = intercept + sum_f slope_f x_f, [..., samples, 2].

    inputs [samples, features]; coefficients [..., features + 1]. The sum is taken feature by
    feature, since a matrix product rounds differently with the shape of the batch.
    """
    logits = np.zeros((*coefficients.shape[:-1], len(inputs), 2))
    logits[..., 1] = coefficients[..., -1:]
    for feature in range(inputs.shape[1]):
        logits[..., 1] += coefficients[..., feature : feature + 1] * inputs[:, feature]
    return logits


def learning_rates(alpha: float, count: int) -> Floats:
    """eta_t = 1 / (alpha (t0 + t - 1)) with t0 = alpha^(-3/4), after Bottou, as in scikit-learn."""
    typical_weight = np.sqrt(1.0 / np.sqrt(alpha))
    start = 1.0 / (typical_weight * alpha)
    clock = np.arange(1.0, count + 1.0)
    return np.asarray(1.0 / (alpha * (start + clock - 1.0)))
