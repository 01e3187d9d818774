"""What was said, turn by turn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

SENTENCE_END = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')


@dataclass(frozen=True)
class Turn:
    """`start` and `end` are seconds from the start of the recording, None where nobody noted them.

    `speaker` is empty where it is not known.
    """

    speaker: str
    start: float | None
    end: float | None
    text: str


def joined(pieces: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns of cues as subtitles have them, which break where a line is full.

    Neighbouring cues of one speaker make one turn; where speakers are unknown, a sentence does.
    """
    turns: list[Turn] = []
    for piece in pieces:
        if not piece.text:
            continue
        if turns and _goes_on(turns[-1], piece):
            last = turns[-1]
            turns[-1] = replace(last, text=f"{last.text} {piece.text}", end=piece.end)
        else:
            turns.append(piece)
    return tuple(turns)


def _goes_on(last: Turn, piece: Turn) -> bool:
    if last.speaker != piece.speaker:
        return False
    return bool(last.speaker) or not last.text.endswith(SENTENCE_END)
