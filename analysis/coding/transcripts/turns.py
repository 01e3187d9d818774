"""The turns of a transcript: who said what, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.errors import TranscriptFileError

LONGEST_SPEAKER = 100
MOST_LINES = 50_000
"""Ten hours of talk are some ten thousand turns; as subtitles they have 48,000 lines."""
SENTENCE_END = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')


@dataclass(frozen=True)
class Turn:
    """What one speaker said without a break.

    `speaker` is empty where it is not known. `start` and `end` are seconds from the start of the
    recording, None where nobody noted them. `parallel` is the text in the other language of the
    transcript, empty where there is none.
    """

    speaker: str
    start: float | None
    end: float | None
    text: str
    parallel: str = ""


@dataclass(frozen=True)
class ReadTranscript:
    """The turns of a file, and a sentence for everything that was repaired, skipped or uncertain.

    Remarks name places and numbers, never words of the transcript.
    """

    turns: tuple[Turn, ...]
    remarks: tuple[str, ...] = ()


def require_few(name: str, number: int, what: str, *, most: int) -> None:
    """Raises TranscriptFileError for a file whose reading would take the server too long."""
    if number > most:
        raise TranscriptFileError(
            f"{name} has more than {most:,} {what}. Choose the transcript, or cut it in parts."
        )


def clock(seconds: float) -> str:
    """Seconds from the start of a recording, such as 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def joined(cues: Iterable[Turn]) -> tuple[Turn, ...]:
    """Join the cues of subtitles, which break where a line is full, to turns.

    Neighbouring cues of one speaker make one turn. Where speakers are unknown, a turn ends with a
    sentence.
    """
    turns: list[list[Turn]] = []
    for cue in cues:
        if not cue.text:
            continue
        if turns and _continues(turns[-1][-1], cue):
            turns[-1].append(cue)
        else:
            turns.append([cue])
    return tuple(map(_as_one, turns))


def _as_one(cues: list[Turn]) -> Turn:
    """One turn of several cues; the end is the latest one, since cues may overlap."""
    ends = [cue.end for cue in cues if cue.end is not None]
    text = " ".join(cue.text for cue in cues)
    return replace(cues[0], text=text, end=max(ends, default=None))


def _continues(last: Turn, cue: Turn) -> bool:
    if last.speaker != cue.speaker:
        return False
    return bool(last.speaker) or not last.text.endswith(SENTENCE_END)
