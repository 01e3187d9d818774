"""What all retrainings of one ensemble member share, and what an intervention makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import UPWEIGHT, Intervention
from core.arrays import Floats, Integers
from core.digests import digest


@dataclass(frozen=True)
class TrainingTask:
    """The same samples in the same order from the same seed; only weights and labels will differ.

    inputs [samples, ...], labels and changed_labels (what a label change makes of each label)
    [samples], evaluated [evaluated samples, ...]: the inputs whose logits are wanted.
    """

    inputs: npt.NDArray[np.floating]
    labels: Integers
    changed_labels: Integers
    evaluated: npt.NDArray[np.floating]
    classes: int
    seed: int

    def key(self, intervention: Intervention) -> str:
        """Name what an intervention does here: the same positions may get other new labels."""
        if intervention.action is not Action.LABEL_CHANGE:
            return intervention.key
        labels = self.changed_labels[list(intervention.indices)].tolist()
        return digest(f"{intervention.key}:{labels}".encode())

    def weights(self, interventions: Sequence[Intervention]) -> Floats:
        """[interventions, samples]; a removed sample stays in its place with weight 0.

        Leaving the row out would shift the whole data order, and its effect would mostly be that.
        """
        weights = np.ones((len(interventions), len(self.labels)))
        for row, intervention in zip(weights, interventions, strict=True):
            if intervention.action is Action.REMOVAL:
                row[list(intervention.indices)] = 0.0
            elif intervention.action is Action.UPWEIGHTING:
                row[list(intervention.indices)] = UPWEIGHT
        return weights

    def labels_under(self, interventions: Sequence[Intervention]) -> Integers:
        """[interventions, samples]; raises TrainingError where a single class would be left."""
        labels = np.tile(self.labels, (len(interventions), 1))
        for row, intervention in zip(labels, interventions, strict=True):
            changed = list(intervention.indices)
            if intervention.action is Action.LABEL_CHANGE:
                row[changed] = self.changed_labels[changed]
            kept = np.delete(row, changed) if intervention.action is Action.REMOVAL else row
            if len(np.unique(kept)) < 2:
                raise TrainingError(
                    f"After {intervention.action} of {len(changed)} "
                    f"{'sample' if len(changed) == 1 else 'samples'} all labels are equal: "
                    "use more training samples of every class."
                )
        return labels


def changed_labels(labels: Integers, probabilities: Floats) -> Integers:
    """Give the label that a change makes of each training sample (paper, appendix C.4).

    A misclassified sample takes the class predicted for it, any other its second most probable
    class; with two classes both rules flip the label. probabilities [samples, classes].
    """
    ranked = np.argsort(-probabilities, axis=1, kind="stable")
    return np.where(ranked[:, 0] != labels, ranked[:, 0], ranked[:, 1]).astype(np.int64)
