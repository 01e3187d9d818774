"""From a file to turns; docs/reference/transcripts.md says what each format may hold."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from analysis.coding.transcripts.documents import turns_of_document, turns_of_lines
from analysis.coding.transcripts.subtitles import turns_of_srt, turns_of_vtt
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, ReadTranscript, Turn
from analysis.coding.transcripts.whisper import turns_of_whisper
from analysis.errors import TranscriptFileError
from core.control_characters import control_character, name_of
from core.errors import UnsafeFile

LARGEST_FILE = 20_000_000
"""Bytes; ten hours of talk are a twentieth of it."""
NO_SPEAKERS = "No speakers were named."


def read_transcript(name: str, content: bytes) -> ReadTranscript:
    """The turns of a file, whose format the end of its name tells.

    Raises TranscriptFileError with one sentence that names the file, the line or the cue, and what
    to do.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS and ending != ".docx":
        endings = ", ".join([*READERS, ".docx"])
        raise TranscriptFileError(f"{name} is of no known kind. Use one of: {endings}.")
    if len(content) > LARGEST_FILE:
        raise TranscriptFileError(
            f"{name} is larger than {LARGEST_FILE:,} bytes. Choose the transcript, "
            "not the recording."
        )
    if ending == ".docx":
        try:
            turns = turns_of_document(name, content)
        except UnsafeFile as problem:
            raise TranscriptFileError(str(problem)) from problem
    else:
        turns = READERS[ending](name, _text(name, content))
    if not turns:
        raise TranscriptFileError(f"Nothing is said in {name}. Choose another file.")
    remarks = () if any(turn.speaker for turn in turns) else (NO_SPEAKERS,)
    shortened = tuple(replace(turn, speaker=turn.speaker[:LONGEST_SPEAKER]) for turn in turns)
    return ReadTranscript(shortened, remarks)


def content_of(file: Path) -> bytes:
    """Raises TranscriptFileError for a file that is not there or may not be read."""
    try:
        return file.read_bytes()
    except OSError as problem:
        raise TranscriptFileError(f"{file} cannot be read ({problem.strerror}).") from problem


def _text(name: str, content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, as Word saves plain text; with LF line ends."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise TranscriptFileError(
            f"{name}, line {line}: this is not UTF-8 text. Save it as UTF-8 in your editor."
        ) from problem
    if character := control_character(text):
        line = text.count("\n", 0, text.index(character)) + 1
        raise TranscriptFileError(
            f"{name}, line {line}: {name_of(character)} is not text. Delete it."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


READERS: dict[str, Callable[[str, str], tuple[Turn, ...]]] = {
    ".txt": turns_of_lines,
    ".vtt": turns_of_vtt,
    ".srt": turns_of_srt,
    ".json": turns_of_whisper,
}
