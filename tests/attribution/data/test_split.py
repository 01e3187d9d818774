import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from attribution.data.split import Split
from attribution.errors import DataError

NAMES = ("Wren", "Finch", "Owl")


@pytest.mark.parametrize(("share", "seed"), [(0.2, 0), (0.3, 5), (0.5, 1)])
def test_the_rows_are_those_that_scikit_learn_draws(share: float, seed: int) -> None:
    labels = np.random.RandomState(3).randint(3, size=57)
    rows = Split(share, seed).rows(labels, NAMES)
    theirs = train_test_split(np.arange(57), test_size=share, stratify=labels, random_state=seed)
    assert [part.tolist() for part in rows] == [sorted(part) for part in theirs]


def test_every_class_has_its_share_in_both_parts() -> None:
    labels = np.repeat([0, 1, 2], [700, 295, 5])
    training, test = Split(test_share=0.2).rows(labels, NAMES)
    assert np.bincount(labels[training]).tolist() == [560, 236, 4]
    assert np.bincount(labels[test]).tolist() == [140, 59, 1]


def test_a_class_of_one_row_is_refused_by_name() -> None:
    with pytest.raises(
        DataError,
        match="The class 'Owl' has a single row: add another, since one is needed to learn from "
        "and one to test, or leave the class out",
    ):
        Split().rows(np.array([0] * 20 + [2] + [1] * 20), NAMES)


@pytest.mark.parametrize("share", [0, 1, -0.2, 1.5, 0.01, 0.99])
def test_a_share_that_leaves_a_part_without_some_class_is_refused(share: float) -> None:
    with pytest.raises(
        DataError,
        match=rf"A test share of {share} does not split 30 rows of 3 classes: choose one between 0 "
        "and 1 that leaves rows of every class to learn from and to test",
    ):
        Split(share).rows(np.repeat([0, 1, 2], 10), NAMES)
