"""A text cut into turns whose words are exactly those of the text, so that positions hold."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.coding.transcripts.labels import labels_in
from analysis.coding.transcripts.turns import Turn

_between = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class PlacedTurn:
    """A turn that is `text[start : end]` without the characters at the positions `spaces`."""

    turn: Turn
    start: int
    spaces: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.turn.text) + len(self.spaces)

    def segment(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the text as positions in the words of the turn."""
        return self._position(start), self._position(end)

    def _position(self, old: int) -> int:
        return old - self.start - bisect_left(self.spaces, old)


@dataclass(frozen=True)
class _Cut:
    """Where one turn ends and the next begins; what lies between is a label, or blank."""

    end: int
    begin: int
    speaker: str = ""
    seconds: float | None = None


def placed_turns(text: str) -> tuple[PlacedTurn, ...]:
    """The turns of a text; a line with a speaker's label begins one.

    Without labels, each paragraph is a turn. Labels and blanks around turns are in no turn.
    """
    cuts = list(_labels(text)) or [
        _Cut(blank.start(), blank.end()) for blank in _between.finditer(text)
    ]
    ends = [_Cut(0, 0), *cuts, _Cut(len(text), len(text))]
    placed = (_placed(text, cut, following.end) for cut, following in pairwise(ends))
    return tuple(cut_out for cut_out in placed if cut_out.turn.text)


def _labels(text: str) -> Iterator[_Cut]:
    start = 0
    lines = text.split("\n")
    for line, label in zip(lines, labels_in(lines).labels, strict=True):
        if label:
            yield _Cut(start, start + label.begin, label.speaker, label.start)
        start += len(line) + 1


def _placed(text: str, cut: _Cut, end: int) -> PlacedTurn:
    words = text[cut.begin : end]
    blank = len(words) - len(words.lstrip())
    turn = Turn(cut.speaker, cut.seconds, None, words.strip())
    return PlacedTurn(turn, cut.begin + blank)
