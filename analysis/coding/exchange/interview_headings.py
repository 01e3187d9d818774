"""The line that opens an interview in a text, as a text holds all interviews of a participant.

It reads `== Title == en, 2026-05-04, video_call, 45 minutes`; only the language is always there.
"""

import re
from dataclasses import dataclass
from datetime import date

from analysis.coding.transcripts.interview_conduct import NOT_NOTED, Held
from survey.design.fields import LANGUAGE
from survey.design.interviews.definition import MODES

_line = re.compile(r"== (.*) == ([^\n=]*)")
_language = re.compile(LANGUAGE)
_minutes = re.compile(r"(\d{1,6}) minutes")


@dataclass(frozen=True)
class Opening:
    """What is known of an interview; the title and the language are empty where they are not."""

    title: str
    language: str = ""
    held: Held = NOT_NOTED


def opening_line(opening: Opening) -> str:
    """The line above the turns of an interview."""
    held = opening.held
    minutes = f"{held.minutes} minutes" if held.minutes else ""
    known = [opening.language, str(held.on or ""), held.mode, minutes]
    return f"== {' '.join(opening.title.split())} == {', '.join(filter(None, known))}"


def opening_in(line: str) -> Opening | None:
    """What a line says, or None for one that opens no interview."""
    if not (match := _line.fullmatch(line)):
        return None
    title, rest = match.groups()
    language, day, mode, minutes = "", None, "", None
    for place, word in enumerate(rest.split(", ")):
        if place == 0 and _language.match(word):
            language = word
        elif length := _minutes.fullmatch(word):
            minutes = int(length[1])
        elif word in MODES:
            mode = word
        elif (found := _day(word)) is not None:
            day = found
    return Opening(title, language[:35], Held(day, mode, minutes))


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
