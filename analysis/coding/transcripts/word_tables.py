"""Tables in which a row is a turn: a column of speakers, one of words, perhaps one of times."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.coding.transcripts.labels import is_surely_speaker, may_be_speaker, seconds_in

OF_SPEAKERS = ("speaker", "sprecher", "sprecherin", "name", "person", "who", "wer")
OF_TIMES = ("time", "zeit", "timestamp", "timecode", "start", "no", "no.", "nr", "nr.", "#", "line")
OF_WORDS = ("text", "words", "utterance", "content", "transcript", "transkript", "inhalt", "zeile")
HEADINGS = frozenset((*OF_SPEAKERS, *OF_TIMES, *OF_WORDS))
"""What may stand in the first row of such a table, in lower case."""
MOST_COLUMNS = 4


@dataclass(frozen=True)
class SpokenRow:
    """A row of a table; `speaker` is empty where the one above goes on."""

    speaker: str
    start: float | None
    lines: list[str]


def spoken_rows(rows: Sequence[Sequence[str]]) -> tuple[SpokenRow, ...]:
    """The rows as turns; none where the table is no table of speakers."""
    if rows and all(cell.strip().casefold() in HEADINGS for cell in rows[0]):
        rows = rows[1:]
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) > MOST_COLUMNS:
        return ()
    columns = [[cell.strip() for cell in column] for column in zip(*rows, strict=True)]
    times = next((column for column in columns if _is_of_times(column)), None)
    left = [column for column in columns if column is not times]
    if len(left) == 3 and all(cell.isdigit() for cell in left[0] if cell):
        left = left[1:]
    if len(left) != 2:
        return ()
    speakers = [cell.removesuffix(":").strip() for cell in left[0]]
    if not _are_speakers(speakers):
        return ()
    starts = times or [""] * len(speakers)
    return tuple(
        SpokenRow(speaker, seconds_in(start), words.split("\n"))
        for speaker, start, words in zip(speakers, starts, left[1], strict=True)
    )


def lines_of_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of any other table: a row in a line where its cells have one each."""
    for row in rows:
        if any("\n" in cell for cell in row):
            for cell in row:
                yield from cell.split("\n")
        else:
            yield "\t".join(row)
        yield ""


def _is_of_times(column: Sequence[str]) -> bool:
    cells = list(filter(None, column))
    return bool(cells) and all(seconds_in(cell) is not None for cell in cells)


def _are_speakers(cells: Sequence[str]) -> bool:
    """Whether every cell looks like a label, and one of them is sure or recurs."""
    named = list(filter(None, cells))
    if not named or not all(map(may_be_speaker, named)):
        return False
    return any(map(is_surely_speaker, named)) or max(Counter(named).values()) > 1
