"""Keys that were written before a transcript was corrected, made to fit it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.coding.transcripts.edits import Carried, Edit, Segment
from analysis.coding.transcripts.keys import SPEAKER, TEXT, Key, Occurrence
from analysis.coding.transcripts.pseudonyms import digest_of, new_position
from analysis.coding.transcripts.turns import Turn


@dataclass(frozen=True)
class Placed:
    """A pseudonym where it stands in the turns as they are, and the words that it replaced."""

    turn: int
    part: str
    start: int
    pseudonym: str
    words: str


def placed(key: Key) -> tuple[Placed, ...]:
    shifts: dict[tuple[int, str], int] = {}
    found = []
    for one in key.occurrences:
        shift = shifts.get((one.turn, one.part), 0)
        found.append(Placed(one.turn, one.part, one.start + shift, one.pseudonym, one.words))
        shifts[one.turn, one.part] = shift + len(one.pseudonym) - len(one.words)
    return tuple(found)


def key_of(turns: Sequence[Turn], pseudonyms: Iterable[Placed]) -> Key:
    """The key that puts words back in the turns, wherever their pseudonyms still stand."""
    shifts: dict[tuple[int, str], int] = {}
    occurrences = []
    for one in sorted(set(pseudonyms), key=lambda at: (at.turn, at.part, at.start)):
        turn = turns[one.turn] if one.turn < len(turns) else Turn("", None, None, "")
        text = turn.text if one.part == TEXT else turn.speaker
        if not text.startswith(one.pseudonym, one.start):
            continue
        shift = shifts.get((one.turn, one.part), 0)
        occurrences.append(
            Occurrence(one.turn, one.part, one.start + shift, one.words, one.pseudonym)
        )
        shifts[one.turn, one.part] = shift + len(one.words) - len(one.pseudonym)
    return Key(digest_of(turns), tuple(occurrences))


def after_edits(
    pseudonyms: Iterable[Placed], old: Sequence[Turn], edits: Sequence[Edit]
) -> tuple[Placed, ...]:
    """Where pseudonyms stand once the turns are edited; those in words that were taken out go."""
    carriers = [
        Carried(
            [turn.text for turn in old[edit.first : edit.first + edit.removed]],
            [turn.text for turn in edit.turns],
        )
        for edit in edits
    ]
    return tuple(here for one in pseudonyms for here in _after_edits(one, edits, carriers))


def _after_edits(one: Placed, edits: Sequence[Edit], carriers: Sequence[Carried]) -> list[Placed]:
    shift = 0
    for edit, carrier in zip(edits, carriers, strict=True):
        if one.turn < edit.first:
            break
        at = one.turn - edit.first
        if at < edit.removed:
            first = edit.first + shift
            if one.part == SPEAKER:
                return [replace(one, turn=first + turn) for turn in range(len(edit.turns))]
            parts = carrier.segments(Segment(at, one.start, one.start + len(one.pseudonym)))
            return [replace(one, turn=first + part.turn, start=part.start) for part in parts]
        shift += len(edit.turns) - edit.removed
    return [replace(one, turn=one.turn + shift)]


def after_replacing(pseudonyms: Iterable[Placed], key: Key) -> tuple[Placed, ...]:
    """Where pseudonyms stand once more words are replaced, those of `key` among them."""
    earlier = tuple(
        replace(one, start=new_position(key, one.turn, one.start)) if one.part == TEXT else one
        for one in pseudonyms
    )
    return (*earlier, *placed(key))
