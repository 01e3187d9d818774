"""What a transcript says of its languages, as the log of its changes keeps it."""

from datetime import date
from hashlib import sha256
from typing import Any

from analysis.coding.cases.models import ThemeExample, Transcript
from analysis.coding.rounds.models import RoundCase
from analysis.coding.transcripts.store import turns_of
from analysis.errors import CannotCorrect

TRANSLATION, SWITCH = "translation", "switch"
"""Kinds of changes: words beside the turns, and the coded words themselves."""

ABOUT = "translation"
"""The key in the log under which this is kept."""

FIELDS = ("language", "parallel_language", "is_translation", "translated_by", "translated_on")


def languages_of(transcript: Transcript) -> dict[str, Any]:
    values = {name: getattr(transcript, name) for name in FIELDS}
    day: date | None = transcript.translated_on
    return values | {"translated_on": day and day.isoformat()}


def set_languages(transcript: Transcript, values: dict[str, Any]) -> None:
    day = values["translated_on"]
    for name, value in (values | {"translated_on": day and date.fromisoformat(day)}).items():
        setattr(transcript, name, value)
    transcript.save(update_fields=FIELDS)


def require_uncoded(transcript: Transcript) -> None:
    """The same for every round, so that nothing is told of one that is coded blind."""
    if (
        RoundCase.objects.filter(case=transcript.case_id).exists()
        or ThemeExample.objects.filter(unit__transcript=transcript).exists()
    ):
        raise CannotCorrect(
            "This participant is in a round of coding, and what is coded there stays in its "
            "language. Choose the language before the first round, or leave it as it is."
        )


def stamp_of(transcript: Transcript) -> str:
    """What tells the words in both languages from what they were before somebody changed them."""
    turns = [[turn.text, turn.parallel] for turn in turns_of(transcript)]
    return sha256(repr((turns, languages_of(transcript))).encode()).hexdigest()
