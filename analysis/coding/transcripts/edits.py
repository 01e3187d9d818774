"""Corrections of the turns of a transcript, the same before it is imported and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.coding.transcripts.word_diff import moved, stretches
from analysis.errors import CannotCorrect
from core.control_characters import control_character, name_of

BETWEEN = " "
"""What stands between two turns once they are one."""


@dataclass(frozen=True)
class Edit:
    """`turns` in the place of `removed` old ones, from the old turn `first` on, counted from 0."""

    first: int
    removed: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Correction:
    """What is changed; `summary` names turns by number and holds no words.

    `edits` are apart from one another and in order. `interviewers` are the speakers whose turns
    are not coded, as they are afterwards.
    """

    kind: str
    summary: str
    edits: tuple[Edit, ...]
    interviewers: tuple[str, ...]


@dataclass(frozen=True)
class Talk:
    """The turns of a transcript, and which of its speakers are interviewers."""

    turns: tuple[Turn, ...]
    interviewers: tuple[str, ...] = ()

    @property
    def speakers(self) -> dict[str, int]:
        """How many turns each has, in the order in which they first speak."""
        speakers: dict[str, int] = {}
        for turn in self.turns:
            speakers[turn.speaker] = speakers.get(turn.speaker, 0) + 1
        return speakers

    def corrected(self, correction: Correction) -> "Talk":
        return Talk(edited(self.turns, correction.edits), correction.interviewers)


def edited(turns: Sequence[Turn], edits: Iterable[Edit]) -> tuple[Turn, ...]:
    done, result = 0, []
    for edit in edits:
        result += [*turns[done : edit.first], *edit.turns]
        done = edit.first + edit.removed
    return (*result, *turns[done:])


def set_speaker(talk: Talk, first: int, last: int, speaker: str) -> Correction:
    """Of the turns from `first` to `last`, which like all numbers here count from 1."""
    _require_turns(talk, first, last)
    numbers = range(first, last + 1)
    which = f"Turn {first}" if first == last else f"Turns {first} to {last}"
    return _spoken(talk, "speaker", f"{which}: speaker set", dict.fromkeys(numbers, speaker))


def rename_speaker(talk: Talk, old: str, new: str) -> Correction:
    """Everywhere; one who was an interviewer stays one."""
    numbers = [number for number, turn in enumerate(talk.turns, start=1) if turn.speaker == old]
    if not numbers:
        raise CannotCorrect(f"Nobody is called {old[:60]} here. Choose one of the speakers.")
    renamed = [new if speaker == old else speaker for speaker in talk.interviewers]
    talk = replace(talk, interviewers=tuple(dict.fromkeys(renamed)))
    counted = f"{len(numbers)} turn{'s' * (len(numbers) != 1)}"
    return _spoken(talk, "rename", f"Speaker renamed in {counted}", dict.fromkeys(numbers, new))


def alternate_speakers(talk: Talk, first: int, one: str, other: str) -> Correction:
    """From a turn to the end, two speakers take turns."""
    _require_turns(talk, first, first)
    speakers = {
        number: (one, other)[(number - first) % 2] for number in range(first, len(talk.turns) + 1)
    }
    return _spoken(talk, "alternate", f"Speakers alternate from turn {first} on", speakers)


def correct_words(talk: Talk, number: int, text: str) -> Correction:
    _require_turns(talk, number, number)
    turn = talk.turns[number - 1]
    if not text.strip():
        raise CannotCorrect(f"Turn {number} would have no words. Merge it with the one before.")
    _require_fit(text)
    if text == turn.text:
        raise CannotCorrect(f"The words of turn {number} are as they were. Nothing was changed.")
    edit = Edit(number - 1, 1, (replace(turn, text=text),))
    return Correction("words", f"Turn {number}: words corrected", (edit,), talk.interviewers)


def split_turn(talk: Talk, number: int, position: int) -> Correction:
    """At a position in the words; nobody noted when the second part begins.

    Words in the other language stay with the first half, since nobody said where they part.
    """
    _require_turns(talk, number, number)
    turn = talk.turns[number - 1]
    before, after = turn.text[:position].rstrip(), turn.text[position:].lstrip()
    if not before or not after:
        raise CannotCorrect(f"One half of turn {number} would have no words. Split it elsewhere.")
    halves = (
        replace(turn, text=before, end=None),
        replace(turn, text=after, parallel="", start=None),
    )
    edit = Edit(number - 1, 1, halves)
    return Correction("split", f"Turn {number} split", (edit,), talk.interviewers)


def merge_turns(talk: Talk, number: int) -> Correction:
    """A turn and the one after it; its speaker is that of both."""
    _require_turns(talk, number, number + 1)
    turn, following = talk.turns[number - 1 : number + 1]
    text = f"{turn.text}{BETWEEN}{following.text}"
    parallel = BETWEEN.join(filter(None, (turn.parallel, following.parallel)))
    merged = replace(turn, text=text, parallel=parallel, end=following.end)
    edit = Edit(number - 1, 2, (merged,))
    summary = f"Turns {number} and {number + 1} merged"
    return _settled(talk, Correction("merge", summary, (edit,), talk.interviewers))


def set_interviewers(talk: Talk, speakers: Sequence[str]) -> Correction:
    if unknown := next((name for name in speakers if name not in talk.speakers), None):
        raise CannotCorrect(f"Nobody is called {unknown[:60]} here. Choose among the speakers.")
    if set(speakers) == set(talk.interviewers):
        raise CannotCorrect("The interviewers are as they were. Nothing was changed.")
    return Correction("interviewers", "Interviewers set", (), tuple(dict.fromkeys(speakers)))


class Segment(NamedTuple):
    """Words of a turn, by its number within an edit, counted from 0."""

    turn: int
    start: int
    end: int


class Carried:
    """Where the words of old turns are in the new ones."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        # A turn that is split within a word has nothing between its halves.
        self._between = "" if "".join(old) == "".join(new) else BETWEEN
        self._stretches = stretches(self._between.join(old), self._between.join(new))

    @property
    def takes_out_words(self) -> bool:
        """Whether a segment could lose all of its words."""
        return any(part.new_start == part.new_end for part in self._stretches)

    def segments(self, segment: Segment) -> list[Segment]:
        """None where all words of the segment are gone; several where a turn was split.

        What covers the whole of a turn goes on to do so when its words are corrected.
        """
        whole = (0, len(self._old[segment.turn]))
        if len(self._old) == len(self._new) and segment[1:] == whole:
            return [Segment(segment.turn, 0, len(self._new[segment.turn]))]
        begin = self._begins(self._old)[segment.turn]
        span = moved(self._stretches, begin + segment.start, begin + segment.end)
        if span is None:
            return []
        clipped = [
            Segment(turn, max(span[0] - at, 0), min(span[1] - at, len(text)))
            for turn, (at, text) in enumerate(zip(self._begins(self._new), self._new, strict=True))
        ]
        return [part for part in clipped if part.start < part.end]

    def _begins(self, texts: Sequence[str]) -> list[int]:
        lengths = [len(text) + len(self._between) for text in texts]
        return [*accumulate(lengths, initial=0)][: len(texts)]


def _spoken(talk: Talk, kind: str, summary: str, speakers: dict[int, str]) -> Correction:
    """Only turns whose speaker is another one are touched."""
    for speaker in set(speakers.values()):
        _require_fit(speaker)
        if len(speaker) > LONGEST_SPEAKER:
            raise CannotCorrect(f"A speaker has up to {LONGEST_SPEAKER} characters. Shorten it.")
    edits = tuple(
        Edit(number - 1, 1, (replace(talk.turns[number - 1], speaker=speaker),))
        for number, speaker in speakers.items()
        if talk.turns[number - 1].speaker != speaker
    )
    if not edits:
        raise CannotCorrect("These turns have this speaker already. Nothing was changed.")
    return _settled(talk, Correction(kind, summary, edits, talk.interviewers))


def _settled(talk: Talk, correction: Correction) -> Correction:
    """The correction, without interviewers who have no turn any more."""
    there = talk.corrected(correction).speakers
    left = tuple(speaker for speaker in correction.interviewers if speaker in there)
    return replace(correction, interviewers=left)


def _require_turns(talk: Talk, first: int, last: int) -> None:
    if not 1 <= first <= last <= len(talk.turns):
        raise CannotCorrect(
            f"There are turns 1 to {len(talk.turns)}, and the first of a range comes before its "
            "last. Correct the numbers."
        )


def _require_fit(text: str) -> None:
    if character := control_character(text):
        raise CannotCorrect(f"In these words, {name_of(character)} is not text. Delete it.")
