"""The task that all retrainings from one seed share, and how interventions change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import WEIGHTS, Intervention
from core.arrays import Floats, Integers
from core.digests import digest


@dataclass(frozen=True)
class TrainingTask:
    """Samples, order and seed are the same for all retrainings; only weights and labels differ.

    inputs [samples, ...], numbers or texts as objects; labels and changed_labels (the label after a
    label change) [samples]; evaluated [evaluated samples, ...], the inputs for which logits are
    computed. `held_back` are positions of samples that have weight 0 unless they are collected.
    """

    inputs: npt.NDArray[Any]
    labels: Integers
    changed_labels: Integers
    evaluated: npt.NDArray[Any]
    classes: int
    seed: int
    held_back: tuple[int, ...] = ()

    def key(self, intervention: Intervention) -> str:
        """The intervention's key; for a label change it also covers the new labels."""
        if intervention.action is not Action.LABEL_CHANGE:
            return intervention.key
        labels = self.changed_labels[list(intervention.indices)].tolist()
        return digest(f"{intervention.key}:{labels}".encode())

    def weights(self, interventions: Sequence[Intervention]) -> Floats:
        """w_i = 0 for removed and held-back, UPWEIGHT for upweighted and 1 for other samples.

        The result is [interventions, samples]. A removed or held-back sample keeps its position:
        without its row, the order of all samples would change, and its effect would mostly be that
        change. Raises TrainingError where an action cannot be done to a sample.
        """
        weights = np.ones((len(interventions), len(self.labels)))
        weights[:, list(self.held_back)] = 0.0
        for row, intervention in zip(weights, interventions, strict=True):
            self._check_possible(intervention)
            if intervention.action in WEIGHTS:
                row[list(intervention.indices)] = WEIGHTS[intervention.action]
        return weights

    def _check_possible(self, intervention: Intervention) -> None:
        collects = intervention.action is Action.COLLECTION
        for index in intervention.indices:
            if (index in self.held_back) is not collects:
                raise TrainingError(
                    f"The training sample at {index} is "
                    f"{'in use already' if collects else 'held back'}: {intervention.action} is "
                    f"for samples that are {'held back' if collects else 'in use'}."
                )

    def labels_under(self, interventions: Sequence[Intervention]) -> Integers:
        """Labels [interventions, samples]; raises TrainingError where one class would be left."""
        labels = np.tile(self.labels, (len(interventions), 1))
        weights = self.weights(interventions)
        for row, weight, intervention in zip(labels, weights, interventions, strict=True):
            changed = list(intervention.indices)
            if intervention.action is Action.LABEL_CHANGE:
                row[changed] = self.changed_labels[changed]
            if len(np.unique(row[weight > 0])) < 2:
                raise TrainingError(
                    f"After {intervention.action} of {len(changed)} "
                    f"{'sample' if len(changed) == 1 else 'samples'} all labels are equal: "
                    "use more training samples of every class."
                )
        return labels


def changed_labels(labels: Integers, probabilities: Floats) -> Integers:
    """argmax_c p_c where that is not the label, else the second most probable class.

    This is the label that a label change gives each training sample (paper, appendix C.4); with two
    classes it flips the label. probabilities [samples, classes].
    """
    ranked = np.argsort(-probabilities, axis=1, kind="stable")
    return np.where(ranked[:, 0] != labels, ranked[:, 0], ranked[:, 1]).astype(np.int64)
