"""Splits samples into those a model learns from and those that test it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import train_test_split

from attribution.errors import DataError
from core.arrays import Integers


@dataclass(frozen=True)
class Split:
    """The share of the rows that is for testing, and the seed that draws them.

    `held_back` of the training rows are drawn by the same seed, for the action collection.

    The split is stratified by class. The rows are those of scikit-learn's
    `train_test_split(np.arange(rows), test_size=test_share, stratify=labels, random_state=seed)`,
    and both parts are then sorted. `labels` are class numbers from 0 in the order of the class
    names, so another order of the classes draws other rows.
    """

    test_share: float = 0.2
    seed: int = 0
    held_back: int = 0

    def rows(self, labels: Integers, class_names: Sequence[str]) -> tuple[Integers, Integers]:
        """The positions of the training rows and of the test rows; raises DataError."""
        classes, counts = np.unique(labels, return_counts=True)
        for name in (class_names[number] for number in classes[counts == 1]):
            raise DataError(
                f"The class {name!r} has a single row: add another, since one is needed to learn "
                "from and one to test, or leave the class out."
            )
        try:
            training, test = train_test_split(
                np.arange(len(labels)),
                test_size=float(self.test_share),
                stratify=labels,
                random_state=self.seed,
            )
        except ValueError as problem:
            raise DataError(
                f"A test share of {self.test_share} does not split {len(labels)} rows of "
                f"{len(classes)} classes: choose one between 0 and 1 that leaves rows of every "
                "class to learn from and to test."
            ) from problem
        return np.sort(training), np.sort(test)


A_FIFTH = Split()
