"""Translations added, typed, switched with the original, and removed; each change is logged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from analysis.coding.cases.models import Transcript, Unit
from analysis.coding.transcripts.corrections import locked_units, logged_run, settle
from analysis.coding.transcripts.models import TranscriptChange
from analysis.coding.transcripts.store import turn_of
from analysis.coding.transcripts.translations.about import (
    ABOUT,
    SWITCH,
    TRANSLATION,
    languages_of,
    require_uncoded,
    set_languages,
    stamp_of,
)
from analysis.coding.transcripts.translations.fitting import require_turn_by_turn
from analysis.coding.transcripts.turns import Turn
from analysis.errors import CannotCorrect, ChangedMeanwhile
from core.control_characters import control_character, name_of
from survey.design.fields import LANGUAGE

LONGEST_TRANSLATOR = 200
NOTHING_MOVED: dict[str, Any] = {"codings": {}, "quotes": {"before": [], "after": []}}


@dataclass(frozen=True)
class Origin:
    """Into which language somebody or something translated, and when."""

    language: str
    translated_by: str
    translated_on: date | None = None


@transaction.atomic
def add_translation(
    transcript: Transcript,
    translation: Sequence[Turn],
    origin: Origin,
    *,
    code_translation: bool,
    seen: str,
    by: str,
    now: datetime,
) -> TranscriptChange:
    """Set a text beside each turn; the speakers and times of the transcript stay.

    `seen` is the digest of the transcript. Where the coded words are a translation already whose
    original was not kept, what is added is that original. Raises CannotCorrect for another number
    of turns, for a second translation, and where the other language would be coded than the one
    that a round has.
    """
    transcript, units = locked_units(transcript, seen)
    if transcript.parallel_language:
        raise CannotCorrect(
            f"{transcript.full_title} has a translation already. Remove that one first."
        )
    old = [turn_of(unit) for unit in units]
    require_turn_by_turn(old, translation)
    new = [replace(turn, parallel=other.text) for turn, other in zip(old, translation, strict=True)]
    about = languages_of(transcript) | _fit_origin(transcript, origin)
    return _store(transcript, units, new, about, code_translation, "added", by=by, now=now)


@transaction.atomic
def type_translation(
    transcript: Transcript,
    words: Mapping[int, str],
    origin: Origin,
    *,
    code_translation: bool,
    seen: str,
    by: str,
    now: datetime,
) -> TranscriptChange:
    """Write the text beside turns by their number, from 1; other turns keep theirs.

    `seen` is the stamp of both texts. Raises CannotCorrect for a turn that is not there, for
    characters that are no text, and where nothing changes.
    """
    transcript, units = locked_units(transcript, None)
    if stamp_of(transcript) != seen:
        raise ChangedMeanwhile(
            "The transcript or its translation was changed meanwhile. Look at it again; nothing "
            "was changed now."
        )
    old = [turn_of(unit) for unit in units]
    new = list(old)
    for number, text in words.items():
        if not 1 <= number <= len(old):
            raise CannotCorrect(f"There are turns 1 to {len(old)}. Correct the numbers.")
        if character := control_character(text):
            raise CannotCorrect(
                f"In turn {number}, {name_of(character)} is not text. Delete it there."
            )
        new[number - 1] = replace(old[number - 1], parallel=text.strip())
    about = languages_of(transcript) | _fit_origin(transcript, origin)
    if not any(turn.parallel for turn in new):
        raise CannotCorrect("No turn has a translation. Type at least one, or leave the page.")
    if code_translation != transcript.is_translation and not all(turn.parallel for turn in new):
        raise CannotCorrect(
            "Some turns have no words in the other language, so it cannot be the one that is "
            "coded. Translate every turn first."
        )
    if new == old and about == languages_of(transcript) | {"is_translation": code_translation}:
        raise CannotCorrect("The translation is as it was. Nothing was changed.")
    return _store(transcript, units, new, about, code_translation, "typed", by=by, now=now)


@transaction.atomic
def switch_languages(
    transcript: Transcript, *, seen: str, by: str, now: datetime
) -> TranscriptChange:
    """Let coders code the language that stood beside the other one.

    Raises CannotCorrect once the participant is in a round, and where a turn has no other words.
    """
    transcript, units = locked_units(transcript, seen)
    old = [turn_of(unit) for unit in units]
    if not transcript.parallel_language or not all(turn.parallel for turn in old):
        raise CannotCorrect(
            "Not every turn has words in another language. Translate every turn first."
        )
    about, coded = languages_of(transcript), not transcript.is_translation
    return _store(transcript, units, old, about, coded, "", by=by, now=now)


@transaction.atomic
def remove_translation(
    transcript: Transcript, *, seen: str, by: str, now: datetime
) -> TranscriptChange:
    """Take the words beside the turns away; those that are coded stay, as does who translated them.

    The change can be undone.
    """
    transcript, units = locked_units(transcript, seen)
    if not transcript.parallel_language:
        raise CannotCorrect("There is no translation beside this transcript. Nothing was changed.")
    new = [replace(turn_of(unit), parallel="") for unit in units]
    about = languages_of(transcript) | {"parallel_language": ""}
    if not transcript.is_translation:
        about |= {"translated_by": "", "translated_on": None}
    summary = "Words in the other language removed"
    return _write(transcript, units, new, about, TRANSLATION, summary, by=by, now=now)


def _fit_origin(transcript: Transcript, origin: Origin) -> dict[str, Any]:
    language, who = origin.language.strip(), " ".join(origin.translated_by.split())
    if not re.fullmatch(LANGUAGE, language) or len(language) > 35:
        raise CannotCorrect(f"{language[:40]} is no language code. Write one such as en or pt-BR.")
    if language.casefold() == transcript.language.casefold():
        raise CannotCorrect(
            f"The transcript is in {transcript.language} already. Give the language of the words "
            "beside it, or correct that of the transcript."
        )
    if not 0 < len(who) <= LONGEST_TRANSLATOR:
        raise CannotCorrect(
            f"Say in at most {LONGEST_TRANSLATOR} characters who or what translated, such as the "
            "name of a program."
        )
    day = origin.translated_on
    return {
        "parallel_language": language,
        "translated_by": who,
        "translated_on": day and day.isoformat(),
    }


def _store(
    transcript: Transcript,
    units: Sequence[Unit],
    turns: Sequence[Turn],
    about: dict[str, Any],
    code_translation: bool,
    done: str,
    *,
    by: str,
    now: datetime,
) -> TranscriptChange:
    """Where the other language is to be coded, each turn changes places with what is beside it."""
    summary = f"Translation {done}"
    kind = TRANSLATION
    if code_translation != about["is_translation"]:
        require_uncoded(transcript)
        turns = [replace(turn, text=turn.parallel, parallel=turn.text) for turn in turns]
        about = about | {
            "language": about["parallel_language"],
            "parallel_language": about["language"],
            "is_translation": code_translation,
        }
        which = "translation" if code_translation else "original"
        kind, switched = SWITCH, f"the {which} is coded now"
        summary = f"{summary}, {switched}" if done else switched.capitalize()
    return _write(transcript, units, turns, about, kind, summary, by=by, now=now)


def _write(
    transcript: Transcript,
    units: Sequence[Unit],
    turns: Sequence[Turn],
    about: dict[str, Any],
    kind: str,
    summary: str,
    *,
    by: str,
    now: datetime,
) -> TranscriptChange:
    old = [(unit.guid, turn_of(unit)) for unit in units]
    new = [(unit.guid, turn) for unit, turn in zip(units, turns, strict=True)]
    before = {
        "digest": transcript.digest,
        "interviewers": transcript.interviewers,
        "runs": [logged_run(0, old)],
        "moved": NOTHING_MOVED,
        ABOUT: languages_of(transcript),
    }
    for unit, turn in zip(units, turns, strict=True):
        unit.turn, unit.parallel = turn.text, turn.parallel
    Unit.objects.bulk_update(units, ["turn", "parallel"], batch_size=200)
    set_languages(transcript, about)
    settle(transcript, transcript.interviewers)
    return TranscriptChange.objects.create(
        transcript=transcript,
        kind=kind,
        summary=summary,
        before=before,
        after={
            "interviewers": transcript.interviewers,
            "runs": [logged_run(0, new)],
            ABOUT: about,
        },
        by=by,
        at=now,
    )
