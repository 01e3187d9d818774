"""Which themes occur together, such as a hypothesis and the action it leads to (paper, 4.5.2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.statistics.themes.codebook import CodebookContent
from analysis.statistics.themes.occurrences import ThemeOccurrence


@dataclass(frozen=True)
class CoOccurrence:
    """In how many answers two themes occur together: `counts[row][column]`.

    Where row and column are the same theme, it is the number of answers with that theme. An answer
    is all that one case said in one scenario; `answers` counts those with any theme.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    answers: int


def co_occurrence(
    occurrences: Iterable[ThemeOccurrence], rows: Sequence[str], columns: Sequence[str]
) -> CoOccurrence:
    """Count answers for themes given by key; answers without any theme are not counted.

    Codes are to be counted as their themes before, by `rolled_up`.
    """
    answers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for occurrence in occurrences:
        answers[occurrence.case, occurrence.scenario].add(occurrence.theme)
    counts = tuple(
        tuple(sum({row, column} <= themes for themes in answers.values()) for column in columns)
        for row in rows
    )
    return CoOccurrence(tuple(rows), tuple(columns), counts, len(answers))


def crossed_types(
    book: CodebookContent, occurrences: Iterable[ThemeOccurrence]
) -> CoOccurrence | None:
    """The themes of the two types that the codebook lays against each other; None without them."""
    if book.crossed is None:
        return None
    rows, columns = (keys_of(book, key) for key in book.crossed)
    return co_occurrence(occurrences, rows, columns)


def keys_of(book: CodebookContent, type_key: str = "") -> tuple[str, ...]:
    """The keys of the themes of one type, or of all themes, in the order of the codebook."""
    return tuple(theme.key for _, theme in book.placed() if not type_key or type_key in theme.types)
