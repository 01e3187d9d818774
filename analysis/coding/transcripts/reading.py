"""From a file to turns; docs/reference/transcripts.md says what each format may hold."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from analysis.coding.transcripts.plain_text import turns_of_lines
from analysis.coding.transcripts.remarks import places
from analysis.coding.transcripts.subtitles import turns_of_srt, turns_of_vtt
from analysis.coding.transcripts.turns import (
    LONGEST_SPEAKER,
    MOST_LINES,
    ReadTranscript,
    require_few,
)
from analysis.coding.transcripts.whisper import turns_of_json, turns_of_tsv
from analysis.coding.transcripts.word_documents import turns_of_document
from analysis.errors import TranscriptFileError
from core.control_characters import control_character, name_of
from core.errors import UnsafeFile

LARGEST_FILE = 20_000_000
"""Bytes; ten hours of talk are a twentieth of it."""
NO_SPEAKERS = "No speakers were named."
_srt = re.compile(r"\s*1\n[\d:,.]+ --> [\d:,.]+\n")
_BY_WORD = "Open it in Word or LibreOffice and save it as .docx."
_BY_TEXT = "Ask the program that wrote the transcript for .docx, .vtt or .txt."
_BY_TRANSCRIPT = "Choose the transcript, not the recording."
REMEDIES = {
    ".doc": _BY_WORD,
    ".odt": _BY_WORD,
    ".rtf": _BY_WORD,
    ".pages": _BY_WORD,
    ".pdf": _BY_TEXT,
    ".html": _BY_TEXT,
    ".csv": _BY_TEXT,
    ".xlsx": _BY_TEXT,
    ".mp3": _BY_TRANSCRIPT,
    ".mp4": _BY_TRANSCRIPT,
    ".m4a": _BY_TRANSCRIPT,
    ".wav": _BY_TRANSCRIPT,
}
"""What to do about files that are often at hand in place of the right one."""


def read_transcript(name: str, content: bytes) -> ReadTranscript:
    """The turns of a file, whose format the end of its name tells.

    Raises TranscriptFileError with one sentence that names the file, the line or the cue, and what
    to do.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS and ending != ".docx":
        endings = ", ".join([*READERS, ".docx"])
        remedy = REMEDIES.get(ending)
        if remedy is None:
            raise TranscriptFileError(f"{name} is of no known kind. Use one of: {endings}.")
        raise TranscriptFileError(f"{name} cannot be read, only {endings}. {remedy}")
    if len(content) > LARGEST_FILE:
        raise TranscriptFileError(
            f"{name} is larger than {LARGEST_FILE:,} bytes. Choose the transcript, "
            "not the recording."
        )
    if ending == ".docx":
        try:
            read = turns_of_document(name, content)
        except UnsafeFile as problem:
            raise TranscriptFileError(str(problem)) from problem
    else:
        read = READERS[ending](name, _text(name, content))
    if not read.turns:
        raise TranscriptFileError(f"Nothing is said in {name}. Choose another file.")
    return _storable(name, read)


def content_of(file: Path) -> bytes:
    """Raises TranscriptFileError for a file that is not there or may not be read."""
    try:
        return file.read_bytes()
    except OSError as problem:
        raise TranscriptFileError(f"{file} cannot be read ({problem.strerror}).") from problem


def _storable(name: str, read: ReadTranscript) -> ReadTranscript:
    """The turns as a database and a page can hold them, and a remark where nobody is named."""
    for number, turn in enumerate(read.turns, start=1):
        if character := control_character(f"{turn.speaker}\n{turn.text}"):
            raise TranscriptFileError(
                f"{name}, turn {number}: {name_of(character)} is not text. Delete it."
            )
    remarks = list(read.remarks)
    long = [n for n, turn in enumerate(read.turns, start=1) if len(turn.speaker) > LONGEST_SPEAKER]
    if long:
        remarks.append(
            f"{places('turn', long)} had a speaker of more than {LONGEST_SPEAKER} characters, "
            "which was cut."
        )
    if not any(turn.speaker for turn in read.turns):
        remarks.append(NO_SPEAKERS)
    shortened = (replace(turn, speaker=turn.speaker[:LONGEST_SPEAKER]) for turn in read.turns)
    return ReadTranscript(tuple(shortened), tuple(remarks))


def _text(name: str, content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, as Word saves plain text; with LF line ends.

    Page breaks and the line breaks of Word become ends of lines.
    """
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise TranscriptFileError(
            f"{name}, line {line}: this is not UTF-8 text. Save it as UTF-8 in your editor."
        ) from problem
    for end in ("\r\n", "\r", "\f", "\v"):
        text = text.replace(end, "\n")
    require_few(name, text.count("\n"), "lines", most=MOST_LINES)
    if character := control_character(text):
        line = text.count("\n", 0, text.index(character)) + 1
        raise TranscriptFileError(
            f"{name}, line {line}: {name_of(character)} is not text. Delete it."
        )
    return text


def _turns_of_text(name: str, text: str) -> ReadTranscript:
    """Some programs save subtitles as .txt."""
    if text.startswith("WEBVTT"):
        return turns_of_vtt(name, text)
    if _srt.match(text):
        return turns_of_srt(name, text)
    return turns_of_lines(text.split("\n"))


READERS: dict[str, Callable[[str, str], ReadTranscript]] = {
    ".txt": _turns_of_text,
    ".vtt": turns_of_vtt,
    ".srt": turns_of_srt,
    ".json": turns_of_json,
    ".tsv": turns_of_tsv,
}
