"""Which themes stand together, such as a hypothesis with the action it leads to (paper, 4.5.2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.statistics.themes.codebook import CodebookContent, Kind
from analysis.statistics.themes.occurrences import Occurrence


@dataclass(frozen=True)
class CoOccurrence:
    """`counts[row][column]` answers hold both themes; where they are the same, it.

    An answer is all that one case said in one scenario.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    answers: int


def co_occurrence(
    found: Iterable[Occurrence], rows: Sequence[str], columns: Sequence[str]
) -> CoOccurrence:
    """Themes by key; answers without any theme are not counted."""
    answers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in found:
        answers[each.case, each.scenario].add(each.theme)
    counts = tuple(
        tuple(sum({row, column} <= themes for themes in answers.values()) for column in columns)
        for row in rows
    )
    return CoOccurrence(tuple(rows), tuple(columns), counts, len(answers))


def keys_of(book: CodebookContent, kind: Kind | None = None) -> tuple[str, ...]:
    """The themes of one kind, or all, in the order of the book."""
    return tuple(theme.key for _, theme in book.placed() if kind is None or kind in theme.kinds)
