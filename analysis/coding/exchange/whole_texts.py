"""One text for all turns of an interview or all answers of a participant, and the turns back.

Turns are parted by an empty line. A turn's first line begins with its label, `[00:01:02] Speaker: `
for an interview; for answers, the question stands on a line of its own above the words. A blank
line inside of a turn gets a space, which is taken away on reading, so that no turn is ever cut. A
line such as `== Interview 2 == en` opens each interview of a participant.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from analysis.coding.exchange.exact_turns import PlacedTurn
from analysis.coding.exchange.interview_headings import Opening, opening_in
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn

INTERVIEW = "An interview; each turn begins with the time and the speaker."
ANSWERS = "Answers of a participant; the question stands on the line above each answer."
"""The descriptions of texts, by which our own reader knows how they are made."""

PARTED = "\n\n"
_blank = re.compile(r"^ *$", re.MULTILINE)
_spaces = re.compile(r"^ +$", re.MULTILINE)
_timed = re.compile(r"\[(\d{2,}):([0-5]\d):([0-5]\d(?:\.\d{1,3})?)\] ")
_spoken = re.compile(r"([^:\n]*): ")
_heading = re.compile(r"\[([^\]\n]*)\] [^\n]*\n")


@dataclass(frozen=True)
class Said:
    """Words with the label before them."""

    label: str
    words: str


@dataclass(frozen=True)
class Placed:
    """Where the words of a turn are in a whole text, which may have spaces that they have not."""

    begin: int
    spaces: tuple[int, ...]

    def segment(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the words as positions in the text."""
        return self._position(start), self._position(end)

    def _position(self, old: int) -> int:
        return self.begin + old + bisect_left(self.spaces, old)


def whole(turns: Iterable[Said]) -> tuple[str, tuple[Placed, ...]]:
    """The text of all turns, and where the words of each are in it.

    Words have LF alone as line ends.
    """
    parts, placed, begin = [], [], 0
    for turn in turns:
        spaces = tuple(line.start() for line in _blank.finditer(turn.words))
        placed.append(Placed(begin + len(turn.label), spaces))
        parts.append(turn.label + _blank.sub(lambda line: f" {line[0]}", turn.words))
        begin += len(parts[-1]) + len(PARTED)
    return PARTED.join(parts), tuple(placed)


def spoken_label(speaker: str, seconds: float | None, words: str) -> str:
    """The label of a turn.

    Where nothing is known it is empty, or a colon alone if the words themselves begin like a label.
    """
    name = " ".join(speaker.replace(":", " ").split())
    time = "" if seconds is None else f"[{_clock(seconds)}] "
    if name:
        return f"{time}{name}: "
    looks_labelled = _spoken.match(words) or (
        not time and (_timed.match(words) or opening_in(words))
    )
    return f"{time}: " if looks_labelled else time


def question_label(keys: str, question: str) -> str:
    """The line above an answer: the keys of its scenario and question, and the question itself."""
    return f"[{keys}] {' '.join(question.split())}\n"


def turns_in(text: str, description: str) -> tuple[PlacedTurn, ...]:
    """The turns of a text that `whole` made, with exactly their words.

    A text that somebody changed meanwhile is read as far as it can be: what has no label is words.
    """
    return tuple(
        _turn_in(part, begin, description)
        for part, begin in _parts_of(text)
        if description == ANSWERS or not opening_in(part)
    )


def openings_in(text: str) -> tuple[tuple[int, Opening], ...]:
    """Where each interview begins in a text that `whole` made of one or several."""
    opened = ((begin, opening_in(part)) for part, begin in _parts_of(text))
    return tuple((begin, opening) for begin, opening in opened if opening)


def _parts_of(text: str) -> Iterator[tuple[str, int]]:
    parts = text.split(PARTED)
    begins = accumulate((len(part) + len(PARTED) for part in parts), initial=0)
    return ((part, begin) for part, begin in zip(parts, begins, strict=False) if part)


def _turn_in(part: str, begin: int, description: str) -> PlacedTurn:
    seconds, speaker, labelled = None, "", 0
    if description == ANSWERS:
        if heading := _heading.match(part):
            speaker, labelled = heading[1], heading.end()
    else:
        if time := _timed.match(part):
            hours, minutes, rest = time.groups()
            seconds, labelled = int(hours) * 3600 + int(minutes) * 60 + float(rest), time.end()
        if spoken := _spoken.match(part, labelled):
            speaker, labelled = spoken[1], spoken.end()
    words = part[labelled:]
    spaces = tuple(line.start() for line in _spaces.finditer(words))
    own = _spaces.sub(lambda line: line[0][1:], words)
    turn = Turn(speaker[:LONGEST_SPEAKER], seconds, None, own)
    return PlacedTurn(turn, begin + labelled, tuple(begin + labelled + at for at in spaces))


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    whole_seconds, rest = divmod(thousandths, 1000)
    minutes, second = divmod(whole_seconds, 60)
    hour, minute = divmod(minutes, 60)
    fraction = f".{rest:03}".rstrip("0") if rest else ""
    return f"{hour:02}:{minute:02}:{second:02}{fraction}"
