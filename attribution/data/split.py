"""Splits samples into those a model learns from and those that test it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, train_test_split

from attribution.data.own_parts import marked_for_testing
from attribution.errors import DataError
from core.arrays import Booleans, Integers


@dataclass(frozen=True)
class SplitKeys:
    """What a split may ask beside the labels: the samples' ids, and their texts in a column.

    `values` raises DataError where there is no such column; a sample without a value has "".
    """

    ids: Sequence[str]
    values: Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Split:
    """The share of the rows that is for testing, and the seed that draws them.

    `held_back` of the training rows are drawn by the same seed, for the action collection.

    The split is stratified by class. The rows are those of scikit-learn's
    `train_test_split(np.arange(rows), test_size=test_share, stratify=labels, random_state=seed)`,
    and both parts are then sorted. `labels` are class numbers from 0 in the order of the class
    names, so another order of the classes draws other rows.

    Rows with the same value in the column `group` stay together, such as those of one person: the
    test rows are the first fold of `StratifiedGroupKFold(k, shuffle=True, random_state=seed)` with
    k = 1 / test_share, rounded, so that the share is kept about.

    Nothing is drawn where the parts are stated: the test rows are those that hold one of the texts
    `test` in `column`, or, without a column, those whose ids are `test`. With a group, too, no
    value of it may then be in both parts.
    """

    test_share: float = 0.2
    seed: int = 0
    held_back: int = 0
    column: str = ""
    test: tuple[str, ...] = ()
    group: str = ""

    def rows(
        self, labels: Integers, class_names: Sequence[str], keys: SplitKeys | None = None
    ) -> tuple[Integers, Integers]:
        """The positions of the training rows and of the test rows; raises DataError."""
        if self.column or self.test or self.group:
            tests = self._marked(labels, class_names, keys)
            _check_parts(labels, class_names, tests)
            return np.flatnonzero(~tests), np.flatnonzero(tests)
        classes = _classes_of_several_rows(labels, class_names)
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
                f"{classes} classes: choose one between 0 and 1 that leaves rows of every "
                "class to learn from and to test."
            ) from problem
        return np.sort(training), np.sort(test)

    def _marked(
        self, labels: Integers, class_names: Sequence[str], keys: SplitKeys | None
    ) -> Booleans:
        """For each row, whether it is for testing."""
        if keys is None:
            raise DataError(
                "These samples have neither ids nor columns that a split could go by: state the "
                "share for testing."
            )
        groups = list(keys.values(self.group)) if self.group else None
        if groups is not None and "" in groups:
            raise DataError(
                f"{groups.count('')} samples have no value in {self.group!r}, by which the split "
                "is to keep samples together: fill it in."
            )
        if self.test or self.column:
            texts = keys.values(self.column) if self.column else keys.ids
            tests = marked_for_testing(texts, self.test, self.column)
            if groups is not None:
                _check_apart(self.group, groups, tests)
            return tests
        _classes_of_several_rows(labels, class_names)
        return self._drawn_by_group(labels, groups or ())

    def _drawn_by_group(self, labels: Integers, groups: Sequence[str]) -> Booleans:
        if not 0 < self.test_share <= 0.5:
            raise DataError(
                f"A test share of {self.test_share} cannot be drawn by groups: choose one above 0 "
                "and up to 0.5."
            )
        folds = StratifiedGroupKFold(
            round(1 / self.test_share), shuffle=True, random_state=self.seed
        )
        numbers = np.unique(np.asarray(groups), return_inverse=True)[1]
        try:
            _, test = next(folds.split(np.zeros((len(labels), 1)), labels, numbers))
        except ValueError as problem:
            raise DataError(
                f"A test share of {self.test_share} needs {folds.n_splits} samples of every class, "
                f"and as many different values in {self.group!r}: choose a larger share, or leave "
                "small classes out."
            ) from problem
        tests = np.zeros(len(labels), dtype=np.bool_)
        tests[test] = True
        return tests


def _classes_of_several_rows(labels: Integers, class_names: Sequence[str]) -> int:
    classes, counts = np.unique(labels, return_counts=True)
    for name in (class_names[number] for number in classes[counts == 1]):
        raise DataError(
            f"The class {name!r} has a single row: add another, since one is needed to learn "
            "from and one to test, or leave the class out."
        )
    return len(classes)


def _check_parts(labels: Integers, class_names: Sequence[str], tests: Booleans) -> None:
    if not tests.any() or tests.all():
        part = "learn from" if tests.all() else "test"
        raise DataError(f"The split leaves no samples to {part}: state another.")
    learned = set(labels[~tests].tolist())
    absent = [repr(name) for number, name in enumerate(class_names) if number not in learned]
    if absent:
        raise DataError(
            f"The split leaves no sample to learn from of {', '.join(absent)}: move some over from "
            "the test samples, or leave the class out."
        )


def _check_apart(group: str, groups: Sequence[str], tests: Booleans) -> None:
    of_tests = {value for value, is_test in zip(groups, tests, strict=True) if is_test}
    of_training = {value for value, is_test in zip(groups, tests, strict=True) if not is_test}
    if both := sorted(of_tests & of_training):
        raise DataError(
            f"{len(both)} values of {group!r} are in both parts, such as {both[0]!r}: put all "
            "their samples into one."
        )


A_FIFTH = Split()
