"""Which kinds of audio can be played, and how long a file lasts."""

import math
from pathlib import Path, PurePath
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

from analysis.coding.transcripts.recordings.webm import seconds_of_webm
from analysis.errors import UnfitRecording

MEDIA_TYPES = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".webm": "audio/webm",
}
"""By the end of a file's name."""
BITS = 8
TOLERANCE = 1.01
"""A bit rate is rounded."""


def ending_of(name: str) -> str:
    """Raises UnfitRecording for a kind that is not played here."""
    ending = PurePath(name).suffix.lower()
    if ending not in MEDIA_TYPES:
        raise UnfitRecording(
            f"{name[:100]} is of no kind that is played here. Use one of: {', '.join(MEDIA_TYPES)}."
        )
    return ending


def seconds_of(path: Path, name: str) -> float:
    """How long the audio lasts. Raises UnfitRecording for a file that is no audio or is damaged."""
    ending = ending_of(name)
    try:
        with path.open("rb") as file:
            seconds = _seconds(file, ending) if _is_of(file, ending) else None
    except (TinyTagException, ValueError, OverflowError):
        seconds = None
    if seconds is None or not math.isfinite(seconds) or seconds <= 0:
        raise UnfitRecording(
            f"{name[:100]} is no {ending} audio, or it is damaged. Listen to it, save it anew in "
            "the program that recorded it, and choose that file."
        )
    return seconds


def _seconds(file: BinaryIO, ending: str) -> float | None:
    if ending == ".webm":
        return seconds_of_webm(file)
    tag = TinyTag.get(filename=f"audio{ending}", file_obj=file, tags=False)
    return None if ending == ".wav" and _is_cut_off(tag) else tag.duration


def _is_cut_off(tag: TinyTag) -> bool:
    """Whether the file has fewer bytes than its head says: that of a .wav tells its length."""
    said = (tag.duration or 0) * (tag.bitrate or 0) * 1000 / BITS
    return said > TOLERANCE * tag.filesize


def _is_of(file: BinaryIO, ending: str) -> bool:
    """By the first bytes of a file, since a browser is told the kind that its name has."""
    head = file.read(12)
    file.seek(0)
    return {
        ".wav": head[:4] == b"RIFF" and head[8:] == b"WAVE",
        ".mp3": head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"),
        ".m4a": head[4:8] == b"ftyp",
        ".ogg": head[:4] == b"OggS",
        ".flac": head[:4] == b"fLaC",
        ".webm": head[:4] == b"\x1a\x45\xdf\xa3",
    }[ending]
