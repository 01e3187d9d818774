"""The test samples that the owner of the data has chosen, in place of drawn ones."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attribution.data.files.content import decoded, file_content
from attribution.errors import DataError
from core.arrays import Booleans


def marked_for_testing(texts: Sequence[str], test: Sequence[str], column: str) -> Booleans:
    """For each sample, whether its text is one of `test`; raises DataError where one is absent.

    `texts` are the values of `column`, or the ids of the samples where it is "".
    """
    where = f"column {column!r}" if column else "the ids of the samples"
    if absent := sorted(set(test) - set(texts)):
        there = ", ".join(repr(text) for text in sorted(set(texts))[:5])
        raise DataError(
            f"{len(absent)} of the {len(test)} texts that mark test samples are not among {where}, "
            f"such as {absent[0]!r}: correct them; there are {there} and so on."
        )
    if column and "" in texts:
        raise DataError(
            f"{list(texts).count('')} samples have no value in {where}, which says what each is "
            "for: fill it in."
        )
    chosen = set(test)
    return np.array([text in chosen for text in texts], dtype=np.bool_)


def read_ids(file: Path) -> tuple[str, ...]:
    """Ids from a text file in UTF-8, one on each line; empty lines are left out.

    Raises DataProblems where it cannot be read, and DataError where it is empty or repeats one.
    """
    lines = decoded(file.name, file_content(file), "utf-8").splitlines()
    ids = tuple(line.strip() for line in lines if line.strip())
    if not ids:
        raise DataError(f"{file.name} is empty: write an id on each line.")
    if len(set(ids)) < len(ids):
        raise DataError(f"{file.name} names a sample twice: name each once.")
    return ids
