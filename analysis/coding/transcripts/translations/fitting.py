"""A translation held against the turns of the transcript: one text for each turn."""

from collections.abc import Sequence

from analysis.coding.transcripts.turns import Turn
from analysis.errors import CannotCorrect

SECONDS_APART = 5
"""How far the times of a turn in two files may lie apart."""


def require_turn_by_turn(turns: Sequence[Turn], translation: Sequence[Turn]) -> None:
    """Raises CannotCorrect for another number of turns, with where to look first."""
    if len(turns) == len(translation):
        return
    raise CannotCorrect(
        f"The translation has {len(translation)} turns, the transcript {len(turns)}, and they part "
        f"near turn {first_difference(turns, translation)}. Merge or split turns there, in the "
        "file or in the transcript, and add it again."
    )


def first_difference(turns: Sequence[Turn], translation: Sequence[Turn]) -> int:
    """The first turn, counted from 1, whose speaker or time differs; else the first of the rest.

    A speaker may have another label in the other language, but always the same one.
    """
    labels: dict[str, str] = {}
    back: dict[str, str] = {}
    for number, (turn, other) in enumerate(zip(turns, translation, strict=False), start=1):
        is_same_speaker = (
            labels.setdefault(turn.speaker, other.speaker) == other.speaker
            and back.setdefault(other.speaker, turn.speaker) == turn.speaker
        )
        if not is_same_speaker or _is_far(turn.start, other.start):
            return number
    return min(len(turns), len(translation)) + 1


def _is_far(start: float | None, other: float | None) -> bool:
    return start is not None and other is not None and abs(start - other) > SECONDS_APART
