"""An ensemble of linear models that tell two classes apart, trained as a scenario says."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from attribution.effects.measures import probabilities
from attribution.effects.scenario import Scenario
from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING
from attribution.training.logistic import LogisticTrainer, linear_logits
from attribution.training.task import TrainingTask
from core.arrays import Floats


@dataclass(frozen=True)
class LinearEnsemble:
    """coefficients [members, inputs + 1]: the slopes of each member, and then its intercept.

    A logit above 0 stands for the second class. The mean over members of linear logits is linear
    itself, with the mean slopes, so that what holds for it holds exactly.
    """

    coefficients: Floats

    @cached_property
    def slopes(self) -> Floats:
        """Mean over members, [inputs]: log odds of the second class for each unit of an input."""
        return np.asarray(self.coefficients[:, :-1].mean(axis=0))

    @cached_property
    def intercept(self) -> float:
        return float(self.coefficients[:, -1].mean())

    def logits(self, inputs: npt.NDArray[np.floating]) -> Floats:
        """Mean over members of the log odds of the second class; inputs [samples, inputs]."""
        return np.asarray(inputs @ self.slopes + self.intercept)

    def probabilities(self, inputs: npt.NDArray[np.floating]) -> Floats:
        """Mean over members of p, [samples, classes]; inputs [samples, inputs]."""
        logits = linear_logits(inputs.astype(np.float64), self.coefficients)
        return np.asarray(probabilities(logits).mean(axis=0))


def train_linear_ensemble(scenario: Scenario) -> LinearEnsemble:
    """The base ensemble of a scenario, a member for every seed and checkpoint.

    Raises TrainingError where its models are not linear.
    """
    trainer, training = scenario.trainer, scenario.dataset.training
    if not isinstance(trainer, LogisticTrainer):
        raise TrainingError(
            f"The models of {scenario.name} are not linear, so their decisions are not sums over "
            "features: use a scenario that is trained by LogisticTrainer."
        )
    tasks = [
        TrainingTask(
            inputs=training.inputs,
            labels=training.labels,
            changed_labels=training.labels,
            evaluated=training.inputs,
            classes=len(scenario.dataset.class_names),
            seed=seed,
            held_back=scenario.dataset.held_back,
        )
        for seed in scenario.seeds
    ]
    return LinearEnsemble(
        np.concatenate([trainer.coefficients(task, [NOTHING])[0] for task in tasks])
    )
