"""Problems that texts and curves have in common, whose labels and identifiers people wrote."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from attribution.data.problems import DataProblem
from attribution.errors import DataError

NAMED_PLACES = 5


ColumnValues = Callable[[str], Sequence[str]]
"""Gives the values of a column for all samples; raises DataError where there is no such column."""


def no_columns(column: str) -> Sequence[str]:
    raise DataError(
        f"There is no column {column!r} beside these samples: split them by their ids, or draw a "
        "share for testing."
    )


class LabelledSample(Protocol):
    """A sample as its owner has it; `place` is such as "line 12", and `label` may be ""."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def place(self) -> str: ...


def common_problems(
    samples: Sequence[LabelledSample], classes: Mapping[str, str]
) -> list[DataProblem]:
    """Labels missing or of no class, identifiers that repeat, and classes of one sample."""
    return [
        *problem_at(
            [sample.place for sample in samples if not sample.label],
            "There is no label.",
            "Fill it in, or leave it out.",
        ),
        *_repeated_ids(samples),
        *_unknown_labels(samples, classes),
        *_small_classes(samples, classes),
    ]


def problem_at(places: Sequence[str], message: str, remedy: str) -> list[DataProblem]:
    """One problem of all these places, or none where there are none."""
    return [DataProblem(listed(places), message, remedy)] if places else []


def listed(places: Iterable[str]) -> str:
    """Such as "line 3, line 7 and 12 more"."""
    names = list(places)
    shown, more = names[:NAMED_PLACES], len(names) - NAMED_PLACES
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _repeated_ids(samples: Sequence[LabelledSample]) -> list[DataProblem]:
    by_id = defaultdict(list)
    for sample in samples:
        by_id[sample.id].append(sample.place)
    return [
        DataProblem(
            listed(places),
            f"The identifier {identifier!r} is there {len(places)} times.",
            "Give each its own, or name no column as identifier.",
        )
        for identifier, places in by_id.items()
        if len(places) > 1
    ]


def _unknown_labels(
    samples: Sequence[LabelledSample], classes: Mapping[str, str]
) -> list[DataProblem]:
    by_label = defaultdict(list)
    for sample in samples:
        if sample.label and sample.label not in classes:
            by_label[sample.label].append(sample.place)
    return [
        DataProblem(
            listed(places),
            f"The label {label!r} is none of the classes.",
            "Name it under `classes`, correct it, or leave this out.",
        )
        for label, places in by_label.items()
    ]


def _small_classes(
    samples: Sequence[LabelledSample], classes: Mapping[str, str]
) -> list[DataProblem]:
    counts = Counter(sample.label for sample in samples)
    return [
        DataProblem(
            "",
            f"The class {words!r} has {'a single sample' if counts[label] else 'no sample'}.",
            "Add some, since one is needed to learn from and one to test, or leave the class out.",
        )
        for label, words in classes.items()
        if counts[label] < 2
    ]
