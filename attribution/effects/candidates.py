"""Which training samples are acted on, where acting on all of them would take too long."""

from dataclasses import dataclass

import numpy as np

from attribution.data.class_shares import drawn_by_class
from attribution.data.dataset import Dataset
from attribution.errors import TrainingError
from core.arrays import Booleans


@dataclass(frozen=True)
class Candidates:
    """At most `number` of the training samples in use, and as many of those held back, are drawn.

    Every class gives about its share. Raises TrainingError.
    """

    number: int
    seed: int = 0

    def __post_init__(self) -> None:
        if self.number < 1:
            raise TrainingError(
                f"{self.number} training samples cannot be acted on: choose a number from 1 "
                "upwards, or leave it out to act on all."
            )

    def among(self, dataset: Dataset) -> Booleans:
        """Whether each training sample is drawn."""
        drawn = np.zeros(len(dataset.training), dtype=np.bool_)
        for pool in (~dataset.is_held_back, dataset.is_held_back):
            members = np.flatnonzero(pool)
            labels = dataset.training.labels[members]
            drawn[members[list(drawn_by_class(labels, self.number, self.seed))]] = True
        return drawn
