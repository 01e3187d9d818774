"""Transcripts as JSON or as a table, as programs that recognise speech write them.

| Written by | List | Times | Speaker |
|---|---|---|---|
| Whisper, WhisperX | `segments` | seconds | `speaker` |
| whisper.cpp | `transcription` | `offsets`, thousandths of seconds | `speaker` |
| AssemblyAI | `utterances` | thousandths of seconds | `speaker` |
| Transformers | `chunks` | `timestamp`, seconds | none |
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from analysis.coding.transcripts.remarks import reversed_times, unnamed
from analysis.coding.transcripts.turns import MOST_LINES, ReadTranscript, Turn, joined, require_few
from analysis.errors import TranscriptFileError
from core.control_characters import control_character, name_of

LONGEST_RECORDING = 3_600_000
"""Seconds; a thousand hours."""
MOST_PARTS = 500_000
"""Lists and objects in a file; ten hours of talk have a hundred thousand words, each with times."""
LISTS = ("segments", "transcription", "utterances", "chunks")


def turns_of_json(name: str, text: str) -> ReadTranscript:
    require_few(name, text.count("{") + text.count("["), "lists and objects", most=MOST_PARTS)
    try:
        whole = json.loads(text, parse_int=float)
    except (json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        raise TranscriptFileError(
            f"{name}, line {line}: this is not valid JSON. Let the program write the file again."
        ) from problem
    parts = whole if isinstance(whole, dict) else {}
    key = next((key for key in LISTS if isinstance(parts.get(key), list)), None)
    if key is None:
        raise TranscriptFileError(
            f"{name} has no list of {', '.join(LISTS[:-1])} or {LISTS[-1]}, as Whisper, WhisperX, "
            "whisper.cpp, AssemblyAI or Transformers write it. Save the transcript as .vtt or "
            ".txt."
        )
    require_few(name, len(parts[key]), "segments", most=MOST_LINES)
    return _read(_cue(name, number, part, key) for number, part in enumerate(parts[key], start=1))


def turns_of_tsv(name: str, text: str) -> ReadTranscript:
    """The table of Whisper: thousandths of seconds, and words, below a line of headings."""
    heading, *lines = text.split("\n")
    columns = heading.strip().split("\t")
    if not {"start", "end", "text"} <= set(columns):
        raise TranscriptFileError(
            f"{name}, line 1: this should be the headings start, end and text with tabs between. "
            "Let Whisper write it with --output_format tsv, or save the transcript as .txt."
        )
    return _read(
        _row(name, number, dict(zip(columns, line.split("\t"), strict=False)))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _read(segments: Iterator[Turn]) -> ReadTranscript:
    """The turns of segments; times in the wrong order are put right and told."""
    cues: list[Turn] = []
    wrong: list[int] = []
    unlabelled: list[int] = []
    for number, cue in enumerate(segments, start=1):
        if cue.start is not None and cue.end is not None and cue.end < cue.start:
            wrong.append(number)
            cues.append(replace(cue, start=cue.end, end=cue.start))
        else:
            cues.append(cue)
        if cue.text and not cue.speaker:
            unlabelled.append(number)
    remarks = []
    if wrong:
        remarks.append(reversed_times("segment", wrong))
    if unlabelled and any(cue.speaker for cue in cues):
        remarks.append(unnamed("segment", unlabelled))
    return ReadTranscript(joined(cues), tuple(remarks))


def _cue(name: str, number: int, segment: Any, key: str) -> Turn:
    try:
        if key == "chunks":
            start, end = segment["timestamp"]
        elif "offsets" in segment:
            start, end = segment["offsets"]["from"], segment["offsets"]["to"]
        else:
            start, end = segment["start"], segment["end"]
        text, speaker = segment["text"].split(), _speaker(segment.get("speaker"))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise TranscriptFileError(
            f"{name}, segment {number}: it needs a start, an end and a text. Let the program write "
            "the file again."
        ) from problem
    thousandths = key == "utterances" or "offsets" in segment
    return _sound(name, number, speaker, [start, end], " ".join(text), 1000 if thousandths else 1)


def _row(name: str, number: int, row: Mapping[str, str]) -> Turn:
    try:
        times: list[Any] = [float(row["start"]), float(row["end"])]
        text = " ".join(row["text"].split())
    except (KeyError, ValueError) as problem:
        raise TranscriptFileError(
            f"{name}, segment {number}: it needs a start, an end and a text. Let Whisper write the "
            "file again."
        ) from problem
    return _sound(name, number, row.get("speaker", "").strip(), times, text, 1000)


def _speaker(value: Any) -> str:
    """A name, or a number as some programs give; raises TypeError for anything else."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, str):
        return " ".join(value.split())
    raise TypeError


def _sound(name: str, number: int, speaker: str, times: list[Any], text: str, parts: int) -> Turn:
    """A turn whose times are `parts` of a second; None is a time that nobody noted."""
    if character := control_character(f"{speaker}{text}"):
        raise TranscriptFileError(
            f"{name}, segment {number}: {name_of(character)} is not text. Delete it."
        )
    for time in times:
        if time is not None and not (
            isinstance(time, float) and 0 <= time / parts <= LONGEST_RECORDING
        ):
            raise TranscriptFileError(
                f"{name}, segment {number}: its times are no seconds of a recording. Correct them."
            )
    start, end = (None if time is None else time / parts for time in times)
    return Turn(speaker, start, end, text)
