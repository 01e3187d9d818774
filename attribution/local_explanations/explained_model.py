"""A trained linear model with its data and the retrainings of its errors, ready to be explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution.data.dataset import Dataset
from attribution.data.encoding import input_blocks
from attribution.effects.bundle import Bundle, ModelError
from attribution.effects.scenario import Scenario
from attribution.errors import BundleError
from attribution.local_explanations.contributions import Contributions, feature_contributions
from attribution.local_explanations.joint_removal import JointRemoval, joint_removal
from attribution.local_explanations.linear_ensemble import LinearEnsemble, train_linear_ensemble
from attribution.local_explanations.possible_values import other_values, possible_values
from attribution.local_explanations.similar_samples import SimilarSample, similar_samples
from attribution.local_explanations.smallest_changes import DecisionChange, smallest_changes
from core.arrays import Floats

MARGIN = 0.01
"""How far, in log odds, a changed decision has to be on the other side: a quarter of a percentage
point. People then read a probability above 50.0 %, and the mean of probabilities, which differs
from the probability of the mean logit by some hundredths of a point, is on that side too."""


def require_explainable(scenario: Scenario, effects: Bundle) -> None:
    """Raises BundleError where the bundle is of other data, or samples are held back."""
    if scenario.dataset.held_back:
        raise BundleError(
            f"{scenario.name} holds training samples back, and explanations would show them as "
            "if its model had learned from them: explain a scenario that holds none back."
        )
    if effects.provenance.recipe["dataset_digest"] != scenario.dataset.digest:
        raise BundleError(
            f"The effects of {effects.scenario} were computed on other data than those of "
            f"{scenario.name}: compute them again with `needfinder attribute {scenario.name}`."
        )


@dataclass(frozen=True)
class ExplainedModel:
    """`effects` is the bundle of the same scenario, whose errors are explained.

    `steps` are by the names of numeric features: of which numbers changed values are multiples.
    """

    dataset: Dataset
    ensemble: LinearEnsemble
    effects: Bundle
    steps: Mapping[str, float]

    @classmethod
    def of(
        cls, scenario: Scenario, effects: Bundle, steps: Mapping[str, float]
    ) -> "ExplainedModel":
        """Train the base ensemble again.

        Raises BundleError where the bundle is of other data, or samples are held back.
        """
        require_explainable(scenario, effects)
        return cls(scenario.dataset, train_linear_ensemble(scenario), effects, steps)

    def inputs_of(self, error: ModelError) -> Floats:
        """The error as the model sees it, a new array [inputs]."""
        test = self.dataset.test
        inputs: Floats = test.inputs[test.ids.index(error.id)].astype(np.float64)
        return inputs

    def contributions(self, error: ModelError) -> Contributions:
        """Of each feature, with the training samples as the background."""
        return feature_contributions(
            self.ensemble.slopes,
            self.ensemble.intercept,
            self.inputs_of(error),
            self.dataset.training.inputs,
            self._blocks,
        )

    def smallest_changes(self, error: ModelError, number: int) -> list[DecisionChange]:
        inputs = self.inputs_of(error)
        others = other_values(
            self.ensemble.slopes, inputs, self._possible_values, self.dataset.encodings
        )
        logit = float(self.ensemble.logits(inputs[np.newaxis])[0])
        return smallest_changes(logit, others, number, margin=MARGIN)

    def probabilities(self, error: ModelError, change: DecisionChange | None = None) -> Floats:
        """Mean over members of p, [classes], of the error as it is or with changed values."""
        inputs = self.inputs_of(error)
        for changed in change.changes if change else ():
            encoding = self.dataset.encodings[changed.feature]
            inputs[self._blocks[changed.feature]] = encoding.inputs(changed.text)
        return np.asarray(self.ensemble.probabilities(inputs[np.newaxis])[0])

    def similar_samples(self, error: ModelError, number: int) -> list[SimilarSample]:
        return similar_samples(self.inputs_of(error), self.dataset.training.inputs, number)

    def joint_removal(self, error: ModelError, number: int) -> JointRemoval:
        return joint_removal(self.effects, error.id, number)

    @cached_property
    def training_probabilities(self) -> Floats:
        """Mean over members of p, [training samples, classes]."""
        return self.ensemble.probabilities(self.dataset.training.inputs)

    @cached_property
    def _blocks(self) -> list[slice]:
        return input_blocks(self.dataset.encodings)

    @cached_property
    def _possible_values(self) -> list[tuple[str, ...]]:
        return possible_values(self.dataset, self.steps)
