"""Chooses the errors that participants see, examples of the most common confusions."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from attribution.effects.measures import Misclassification
from attribution.errors import BundleError
from core.arrays import Floats, Integers


@dataclass(frozen=True)
class ErrorSelection:
    """Numbers of confusions and of examples for each, and the seed that draws the examples."""

    types: int
    examples: int
    seed: int

    @classmethod
    def of_the_paper(cls, classes: int, seed: int = 0) -> "ErrorSelection":
        """Three examples of each of three confusions, or of the two that two classes have (C.3)."""
        return cls(types=2 if classes == 2 else 3, examples=3, seed=seed)


def choose_errors(
    probabilities: Floats, labels: Integers, selection: ErrorSelection
) -> tuple[Misclassification, ...]:
    """Draw from the largest groups with the same true and predicted class, the largest first.

    A group with fewer samples than examples is taken whole. probabilities [test samples, classes]
    are means over the ensemble. Raises BundleError where nothing is misclassified.
    """
    predicted = probabilities.argmax(axis=1)
    wrong = np.flatnonzero(predicted != labels)
    confusions = Counter((int(labels[sample]), int(predicted[sample])) for sample in wrong)
    if not confusions:
        raise BundleError(
            "The model makes no error on the test samples: use more of them, or a harder task."
        )
    largest = sorted(confusions, key=lambda pair: (-confusions[pair], pair))[: selection.types]
    random = np.random.RandomState(selection.seed)
    chosen = []
    for true, guess in largest:
        group = wrong[(labels[wrong] == true) & (predicted[wrong] == guess)]
        drawn = np.sort(random.permutation(group)[: selection.examples])
        chosen += [Misclassification(int(sample), true, guess) for sample in drawn]
    return tuple(chosen)
