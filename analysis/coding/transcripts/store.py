"""Interviews come in, freed of names before anything of them is stored, and go again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from analysis.coding.cases.models import Case, Transcript, Unit
from analysis.coding.transcripts.pseudonyms import Key, pseudonymised
from analysis.coding.transcripts.turns import Turn
from analysis.errors import NameTaken
from survey.studies.models import Study


@transaction.atomic
def store_transcript(
    study: Study,
    title: str,
    turns: Sequence[Turn],
    chosen: Mapping[str, str],
    *,
    now: datetime,
    synthetic: bool = False,
) -> tuple[Transcript, Key]:
    """Keep a transcript with the chosen words replaced; the key that undoes it is not kept.

    Raises TranscriptFileError for pseudonyms that do not fit, and NameTaken where the study has a
    transcript of this title.
    """
    changed, key = pseudonymised(turns, chosen)
    try:
        with transaction.atomic():
            transcript = Transcript.objects.create(
                study=study, title=title, synthetic=synthetic, digest=key.digest, imported_at=now
            )
    except IntegrityError as problem:
        raise NameTaken(
            f"{study} has a transcript “{title}” already. Give this one another title."
        ) from problem
    case = Case.objects.create(
        study=study, label=f"T{transcript.pk}", transcript=transcript, synthetic=synthetic
    )
    Unit.objects.bulk_create(
        Unit(
            case=case,
            position=position,
            turn=turn.text,
            speaker=turn.speaker[:100],
            starts_at=turn.start,
            ends_at=turn.end,
        )
        for position, turn in enumerate(changed, start=1)
    )
    return transcript, key


@transaction.atomic
def erase_transcript(transcript: Transcript) -> None:
    """Delete what somebody said and everything that was coded in it, such as when they withdraw."""
    transcript.delete()
