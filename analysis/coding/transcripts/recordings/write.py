"""Recordings linked to a transcript, and taken away again."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from analysis.coding.cases.models import Transcript
from analysis.coding.transcripts.recordings.audio import MEDIA_TYPES, ending_of, seconds_of
from analysis.coding.transcripts.recordings.files import put_in_place, remove_file, written
from analysis.coding.transcripts.recordings.models import Recording
from analysis.coding.transcripts.store import turns_of
from analysis.coding.transcripts.turns import clock
from analysis.errors import UnfitRecording

SECONDS_OVER = 2
"""How far the last turn may lie behind the end of the audio."""
TIMES, MINUTES_APART = 2, 5
"""A stated length is wrong where it is more than twice or less than half of the audio, and more
than this away from it."""


def link_recording(
    transcript: Transcript,
    name: str,
    size: int,
    chunks: Iterable[bytes],
    *,
    by: str,
    now: datetime,
) -> Recording:
    """Keep a file of this name and size as the audio of a transcript.

    Raises UnfitRecording for another kind of file, one that is too large, damaged, or of another
    length than the interview, and where there is a recording already; then nothing is stored.
    """
    ending = ending_of(name)
    if size > settings.LARGEST_RECORDING:
        raise UnfitRecording(
            f"{name[:100]} is larger than {settings.LARGEST_RECORDING / 1e6:g} MB. Save it as .mp3 "
            "or .ogg, which take a tenth of a .wav."
        )
    _require_none(transcript)
    with written(chunks) as file:
        seconds = seconds_of(file.path, name)
        _require_length(transcript, seconds)
        try:
            with transaction.atomic():
                Transcript.objects.select_for_update().get(pk=transcript.pk)
                _require_none(transcript)
                recording = Recording.objects.create(
                    transcript=transcript,
                    file=file.name,
                    media_type=MEDIA_TYPES[ending],
                    sha256=file.sha256,
                    bytes=file.bytes,
                    seconds=seconds,
                    linked_by=by,
                    linked_at=now,
                )
                put_in_place(file)
        except BaseException:
            remove_file(file.name)
            raise
    return recording


def remove_recording(recording: Recording) -> None:
    """Delete it with its file; the transcript stays."""
    recording.delete()


def _require_none(transcript: Transcript) -> None:
    if Recording.objects.filter(transcript=transcript).exists():
        raise UnfitRecording(
            f"{transcript.full_title} has a recording already. Remove that one first."
        )


def _require_length(transcript: Transcript, seconds: float) -> None:
    times = [time for turn in turns_of(transcript) for time in (turn.start, turn.end)]
    last = max((time for time in times if time is not None), default=0.0)
    if last > seconds + SECONDS_OVER:
        raise UnfitRecording(
            f"The audio lasts {clock(seconds)}, and the last turn is at {clock(last)}. Choose the "
            "recording of this interview, or correct the times of the transcript."
        )
    stated, lasts = transcript.minutes, seconds / 60
    if stated and abs(stated - lasts) > MINUTES_APART and _is_another_length(stated, lasts):
        raise UnfitRecording(
            f"The audio lasts {clock(seconds)}, and the interview is said to have lasted {stated} "
            "minutes. Choose the recording of this interview, or correct its length."
        )


def _is_another_length(stated: float, lasts: float) -> bool:
    return max(stated, lasts) > TIMES * min(stated, lasts)
