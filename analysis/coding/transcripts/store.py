"""Transcripts stored without their names, read back, and deleted on request."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from analysis.coding.cases.gather import case_of
from analysis.coding.cases.models import Case, Transcript, Unit
from analysis.coding.transcripts.interview_conduct import NOT_NOTED, Held
from analysis.coding.transcripts.keys import Key
from analysis.coding.transcripts.pseudonyms import Place, pseudonymised
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.errors import NameTaken, TranscriptFileError
from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee

LONGEST_INTERVIEW = 24 * 60
"""Minutes."""
LONGEST_LANGUAGE = 35

FAR = 1_000_000_000
"""Added to positions while they change: two rows never have the same one."""


@transaction.atomic
def store_transcript(
    interviewee: Interviewee,
    title: str,
    turns: Sequence[Turn],
    chosen: Mapping[str, str],
    *,
    now: datetime,
    language: str = "en",
    left: AbstractSet[Place] = frozenset(),
    interviewers: Collection[str] = (),
    held: Held = NOT_NOTED,
) -> tuple[Transcript, Key]:
    """Store a transcript with the chosen words replaced; the key that undoes it is not stored.

    It is the last one of its participant. In the places of `left` words stay. `interviewers` are
    speakers by their labels in `turns`. Raises TranscriptFileError for pseudonyms that do not fit,
    NameTaken where the participant has a transcript of this title, and UnfitInterviewee for an
    interview before the consent.
    """
    changed, key = pseudonymised(turns, chosen, left=left)
    if long := next((turn for turn in changed if len(turn.speaker) > LONGEST_SPEAKER), None):
        raise TranscriptFileError(
            f"The speaker {long.speaker[:60]}… has more than {LONGEST_SPEAKER} characters once the "
            "words are replaced. Replace the speaker as a whole."
        )
    require_day(interviewee, held.on, today=now.date())
    labels = {old.speaker: new.speaker for old, new in zip(turns, changed, strict=True)}
    case = case_of(interviewee)
    before = case.units.count()
    transcript = Transcript(
        case=case,
        position=case.transcripts.count() + 1,
        title=title,
        interviewers=list(dict.fromkeys(labels[name] for name in interviewers)),
        held_on=held.on,
        mode=held.mode,
        minutes=held.minutes,
        language=language,
        digest=key.digest,
        imported_at=now,
    )
    _save_title(transcript)
    Unit.objects.bulk_create(
        Unit(
            case=case,
            transcript=transcript,
            position=position,
            turn=turn.text,
            parallel=turn.parallel,
            speaker=turn.speaker,
            starts_at=turn.start,
            ends_at=turn.end,
        )
        for position, turn in enumerate(changed, start=before + 1)
    )
    return transcript, key


def require_day(interviewee: Interviewee, day: date | None, *, today: date) -> None:
    """Raises UnfitInterviewee for an interview before the consent, or one that is still to come."""
    if day is not None and day < interviewee.consented_on:
        raise UnfitInterviewee(
            f"{interviewee} consented on {interviewee.consented_on}, after the interview of "
            f"{day}. Correct the day that is wrong."
        )
    if day is not None and day > today:
        raise UnfitInterviewee(f"The interview of {day} is still to come. Correct its day.")


def next_title(interviewee: Interviewee) -> str:
    """The title of the participant's next transcript where nobody gives it another one."""
    titles = set(
        Transcript.objects.filter(case__interviewee=interviewee).values_list("title", flat=True)
    )
    numbers = range(len(titles) + 1, 2 * len(titles) + 2)
    return next(title for n in numbers if (title := f"Interview {n}") not in titles)


def turns_of(transcript: Transcript) -> tuple[Turn, ...]:
    """The turns as they are stored, without the names."""
    units = Unit.objects.filter(transcript=transcript).order_by("position")
    return tuple(turn_of(unit) for unit in units)


def turn_of(unit: Unit) -> Turn:
    return Turn(unit.speaker, unit.starts_at, unit.ends_at, unit.turn, unit.parallel)


@transaction.atomic
def retitle(transcript: Transcript, title: str) -> None:
    """Raises NameTaken where the participant has another transcript of this title."""
    transcript.title = title
    _save_title(transcript, update_fields=["title"])


def _save_title(transcript: Transcript, *, update_fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            transcript.save(update_fields=update_fields)
    except IntegrityError as problem:
        raise NameTaken(
            f"{transcript.case} has a transcript “{transcript.title}” already. Give this one "
            "another title."
        ) from problem


@transaction.atomic
def erase_transcript(transcript: Transcript) -> None:
    """Delete an interview and everything coded in it; those after it move up, turns as well.

    With the only interview of a participant goes all that was noted of it, and its place in rounds.
    """
    case = Case.objects.select_for_update().get(pk=transcript.case_id)
    transcript.delete()
    if not case.transcripts.exists():
        case.delete()
        return
    for rows in (case.transcripts, case.units):
        _close_gaps(rows)


def _close_gaps(rows: Any) -> None:
    """Number rows anew from 1, in their order."""
    ordered = list(rows.order_by("position"))
    if all(row.position == number for number, row in enumerate(ordered, start=1)):
        return
    rows.update(position=F("position") + FAR)
    for number, row in enumerate(ordered, start=1):
        row.position = number
    rows.bulk_update(ordered, ["position"], batch_size=400)
