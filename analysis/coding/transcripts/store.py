"""Transcripts stored without their names, read back, and deleted on request."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import IntegrityError, transaction

from analysis.coding.cases.models import Case, Transcript, Unit
from analysis.coding.transcripts.keys import Key
from analysis.coding.transcripts.pseudonyms import Place, pseudonymised
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.errors import NameTaken, TranscriptFileError
from survey.studies.models import Study


@transaction.atomic
def store_transcript(
    study: Study,
    title: str,
    turns: Sequence[Turn],
    chosen: Mapping[str, str],
    *,
    now: datetime,
    left: AbstractSet[Place] = frozenset(),
    interviewers: Collection[str] = (),
    synthetic: bool = False,
) -> tuple[Transcript, Key]:
    """Store a transcript with the chosen words replaced; the key that undoes it is not stored.

    In the places of `left` words stay. `interviewers` are speakers by their labels in `turns`.
    Raises TranscriptFileError for pseudonyms that do not fit, and NameTaken where the study has a
    transcript of this title.
    """
    changed, key = pseudonymised(turns, chosen, left=left)
    if long := next((turn for turn in changed if len(turn.speaker) > LONGEST_SPEAKER), None):
        raise TranscriptFileError(
            f"The speaker {long.speaker[:60]}… has more than {LONGEST_SPEAKER} characters once the "
            "words are replaced. Replace the speaker as a whole."
        )
    labels = {old.speaker: new.speaker for old, new in zip(turns, changed, strict=True)}
    transcript = Transcript(
        study=study,
        title=title,
        synthetic=synthetic,
        interviewers=list(dict.fromkeys(labels[name] for name in interviewers)),
        digest=key.digest,
        imported_at=now,
    )
    _save_title(transcript)
    case = Case.objects.create(
        study=study, label=f"T{transcript.pk}", transcript=transcript, synthetic=synthetic
    )
    Unit.objects.bulk_create(
        Unit(
            case=case,
            position=position,
            turn=turn.text,
            speaker=turn.speaker,
            starts_at=turn.start,
            ends_at=turn.end,
        )
        for position, turn in enumerate(changed, start=1)
    )
    return transcript, key


def turns_of(transcript: Transcript) -> tuple[Turn, ...]:
    """The turns as they are stored, without the names."""
    units = Unit.objects.filter(case__transcript=transcript).order_by("position")
    return tuple(Turn(unit.speaker, unit.starts_at, unit.ends_at, unit.turn) for unit in units)


@transaction.atomic
def retitle(transcript: Transcript, title: str) -> None:
    """Raises NameTaken where the study has another transcript of this title."""
    transcript.title = title
    _save_title(transcript, update_fields=["title"])


def _save_title(transcript: Transcript, *, update_fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            transcript.save(update_fields=update_fields)
    except IntegrityError as problem:
        raise NameTaken(
            f"{transcript.study} has a transcript “{transcript.title}” already. Give this one "
            "another title."
        ) from problem


@transaction.atomic
def erase_transcript(transcript: Transcript) -> None:
    """Delete what somebody said and everything coded in it, for instance when they withdraw."""
    transcript.delete()
