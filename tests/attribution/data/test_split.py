import re

import numpy as np
import pytest
from sklearn.model_selection import StratifiedGroupKFold, train_test_split

from attribution.data.split import Split, SplitKeys
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


PEOPLE = [f"person {number // 3}" for number in range(60)]
LABELS = np.array([0, 1, 1] * 20)


def keys(**columns: list[str]) -> SplitKeys:
    """Sixty samples, named by their position, with these columns."""
    return SplitKeys([f"sample-{number}" for number in range(60)], lambda name: columns[name])


@pytest.mark.parametrize(("share", "folds"), [(0.2, 5), (0.25, 4), (0.5, 2)])
def test_rows_of_a_group_are_drawn_together_as_scikit_learn_draws_them(
    share: float, folds: int
) -> None:
    split = Split(share, seed=3, group="person")
    training, test = split.rows(LABELS, NAMES[:2], keys(person=PEOPLE))
    numbers = np.unique(PEOPLE, return_inverse=True)[1]
    theirs = StratifiedGroupKFold(folds, shuffle=True, random_state=3)
    assert test.tolist() == next(theirs.split(LABELS, LABELS, numbers))[1].tolist()
    assert sorted([*training, *test]) == list(range(60))
    assert not {PEOPLE[row] for row in training} & {PEOPLE[row] for row in test}
    assert len(test) == pytest.approx(share * 60, abs=3)


def test_stated_parts_are_taken_as_they_are() -> None:
    parts = ["test", "train", "train", "validation"] * 15
    split = Split(column="part", test=("test", "validation"))
    training, test = split.rows(LABELS, NAMES[:2], keys(part=parts))
    assert [parts[row] for row in training] == ["train"] * 30
    assert [parts[row] for row in test] == ["test", "validation"] * 15
    by_id = Split(test=("sample-3", "sample-5")).rows(LABELS, NAMES[:2], keys())
    assert by_id[1].tolist() == [3, 5]
    assert len(by_id[0]) == 58


@pytest.mark.parametrize(
    ("split", "columns", "sentence"),
    [
        (
            Split(column="part", test=("tset",)),
            {"part": ["test", "train"] * 30},
            (
                "1 of the 1 texts that mark test samples are not among column 'part', such as "
                "'tset': "
                "correct them; there are 'test', 'train' and so on"
            ),
        ),
        (
            Split(test=("sample-1", "sample-99")),
            {},
            (
                "1 of the 2 texts that mark test samples are not among the ids of the samples, "
                "such as "
                "'sample-99'"
            ),
        ),
        (
            Split(column="part", test=("test",)),
            {"part": ["test", "train", ""] * 20},
            "20 samples have no value in column 'part', which says what each is for: fill it in",
        ),
        (
            Split(column="part", test=("test",)),
            {"part": ["test"] * 60},
            "The split leaves no samples to learn from: state another",
        ),
        (
            Split(column="part", test=("test",)),
            {"part": ["test", "train", "train"] * 20},
            "The split leaves no sample to learn from of 'Wren': move some over from the test",
        ),
        (
            Split(group="person"),
            {"person": ["", *PEOPLE[1:]]},
            "1 samples have no value in 'person', by which the split is to keep samples together",
        ),
        (
            Split(group="person"),
            {"person": ["one"] * 30 + ["two"] * 30},
            (
                "A test share of 0.2 needs 5 samples of every class, and as many different values "
                "in "
                "'person'"
            ),
        ),
        (
            Split(0.6, group="person"),
            {"person": PEOPLE},
            "A test share of 0.6 cannot be drawn by groups: choose one above 0 and up to 0.5",
        ),
        (
            Split(column="part", test=("test",), group="person"),
            {"part": ["test"] + ["train"] * 59, "person": PEOPLE},
            "1 values of 'person' are in both parts, such as 'person 0': put all their samples",
        ),
    ],
)
def test_a_split_that_cannot_be_used_is_explained(
    split: Split, columns: dict[str, list[str]], sentence: str
) -> None:
    with pytest.raises(DataError, match=re.escape(sentence)):
        split.rows(LABELS, NAMES[:2], keys(**columns))


def test_samples_without_ids_or_columns_can_be_drawn_alone() -> None:
    with pytest.raises(DataError, match="These samples have neither ids nor columns"):
        Split(group="person").rows(LABELS, NAMES)
