"""Transcripts as JSON, as Whisper, WhisperX and whisper.cpp write them."""

import json
from typing import Any

from analysis.coding.transcripts.turns import Turn, joined
from analysis.errors import TranscriptFileError


def turns_of_whisper(name: str, text: str) -> tuple[Turn, ...]:
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        raise TranscriptFileError(
            f"{name}, line {line}: this is not valid JSON. Let Whisper write the file again."
        ) from problem
    parts = whole if isinstance(whole, dict) else {}
    segments = parts.get("segments", parts.get("transcription"))
    if not isinstance(segments, list):
        raise TranscriptFileError(
            f"{name} has no list of segments. Let Whisper write it with --output_format json."
        )
    return joined(_cue(name, number, segment) for number, segment in enumerate(segments, start=1))


def _cue(name: str, number: int, segment: Any) -> Turn:
    """The times are seconds from Whisper, and thousandths of seconds from whisper.cpp."""
    try:
        if "offsets" in segment:
            start, end = (float(segment["offsets"][key]) / 1000 for key in ("from", "to"))
        else:
            start, end = float(segment["start"]), float(segment["end"])
        text = " ".join(segment["text"].split())
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise TranscriptFileError(
            f"{name}, segment {number}: it needs a start, an end and a text. Let Whisper write the "
            "file again."
        ) from problem
    if not 0 <= start <= end < float("inf"):
        raise TranscriptFileError(
            f"{name}, segment {number}: it ends before it begins. Correct its times."
        )
    return Turn(str(segment.get("speaker") or ""), start, end, text)
