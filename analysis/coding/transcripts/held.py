"""A transcript between its file and the database, signed and held by the browser."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from django.core import signing

from analysis.coding.transcripts.edits import Correction, Talk
from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.keys import Key, Occurrence
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

SALT = "analysis.transcript.of_interviewee"
HELD_FOR = 24 * 60 * 60
"""Seconds that a transcript may wait for its review."""
LARGEST_HELD = 2_000_000
"""Characters that travel with a form; Django takes at most 2.5 million."""


@dataclass(frozen=True)
class HeldTranscript:
    """What was read, and the keys of earlier transcripts, which are never stored.

    `interviewee` is the primary key of the participant, and `interview` when and how they were
    interviewed.
    """

    interviewee: int
    title: str
    language: str
    interview: Held
    synthetic: bool
    remarks: tuple[str, ...]
    talk: Talk
    keys: tuple[tuple[Key, ...], ...] = ()

    def corrected(self, correction: Correction) -> "HeldTranscript":
        return replace(self, talk=self.talk.corrected(correction))

    def signed(self) -> str:
        """Raises TranscriptFileError for more than a form may carry."""
        values = [
            self.interviewee,
            self.title,
            self.language,
            [str(self.interview.on or ""), self.interview.mode, self.interview.minutes],
            self.synthetic,
            self.remarks,
            [astuple(turn) for turn in self.talk.turns],
            self.talk.interviewers,
            [[plain_key(key) for key in keys] for keys in self.keys],
        ]
        return sign(values, SALT)


def sign(values: Any, salt: str) -> str:
    """Raises TranscriptFileError for more than a form may carry."""
    signed = signing.dumps(values, salt=salt, compress=True)
    if len(signed) > LARGEST_HELD:
        raise TranscriptFileError(
            "The transcript and its keys are too long for a form. Use needfinder on the server, "
            "which takes any length."
        )
    return signed


def held_in(signed: str) -> HeldTranscript:
    """Raises BadSignature for anything that was not signed here within a day."""
    interviewee, title, language, interview, synthetic, remarks, turns, interviewers, keys = (
        signing.loads(signed, salt=SALT, max_age=HELD_FOR)
    )
    day, mode, minutes = interview
    talk = Talk(tuple(Turn(*values) for values in turns), tuple(interviewers))
    read = tuple(tuple(key_in(key) for key in file) for file in keys)
    return HeldTranscript(
        interviewee=interviewee,
        title=title,
        language=language,
        interview=Held(date.fromisoformat(day) if day else None, mode, minutes),
        synthetic=synthetic,
        remarks=tuple(remarks),
        talk=talk,
        keys=read,
    )


def plain_key(key: Key) -> list[Any]:
    return [key.digest, [astuple(occurrence) for occurrence in key.occurrences]]


def key_in(plain: Sequence[Any]) -> Key:
    digest, occurrences = plain
    return Key(digest, tuple(Occurrence(*values) for values in occurrences))
