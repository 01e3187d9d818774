"""Transcripts as WebVTT or SubRip subtitles, with or without hours, as Whisper writes them.

A speaker stands in a voice tag (`<v Weber, Nora>`, Teams), in the name of the cue
(`1 "Nora Weber" (123)`, Webex), or before a colon in the words (Zoom), where labels.py decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from analysis.coding.transcripts.labels import Label, labels_in
from analysis.coding.transcripts.remarks import doubtful, places, reversed_times, unnamed
from analysis.coding.transcripts.turns import MOST_LINES, ReadTranscript, Turn, joined, require_few
from analysis.errors import TranscriptFileError

TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
ARROW = "-->"
_timing = re.compile(rf"{TIME}\s+{ARROW}\s+{TIME}(?:\s.*)?")
_voice = re.compile(r"<v(?:\.[^\s<>]{1,100})?[ \t]+([^<>\n]{1,200})>|</v>")
_tag = re.compile(
    r"</?(?:[bciu]|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\an?\d\}", re.IGNORECASE
)
_entity = re.compile(r"&#?\w{1,31};")
_named_cue = re.compile(r"\d+\s+\"([^\"]+)\"(?:\s+\(\d+\))?")
MOST_TAGS = 500_000
"""Ten hours of talk have a hundred thousand words, each with a time and a style in some files."""
Block = tuple[int, list[str]]
"""The number of its first line, and its lines."""


@dataclass(frozen=True)
class _Cue:
    """A cue and the number of the line with its times; `speaker` is "" where no tag tells it."""

    line: int
    start: float
    end: float
    speaker: str
    payload: list[str]


def turns_of_vtt(name: str, text: str) -> ReadTranscript:
    require_few(name, text.count("<v") + text.count("</v>"), "voices", most=2 * MOST_LINES)
    require_few(name, text.count("<") + text.count("&"), "tags and signs", most=MOST_TAGS)
    header, *blocks = _blocks(text) if text.strip() else [(1, [""])]
    if header[0] != 1 or not header[1][0].startswith("WEBVTT"):
        raise TranscriptFileError(
            f"{name}, line 1: this should be WEBVTT. Save it as WebVTT, or call it .srt if it "
            "is one."
        )
    if any(ARROW in line for line in header[1]):
        raise TranscriptFileError(
            f"{name}, line 2: a cue follows at once. Leave a line empty there."
        )
    cues = [block for block in blocks if not _is_comment(block[1][0])]
    return _read(_cue(name, block) for block in cues)


def turns_of_srt(name: str, text: str) -> ReadTranscript:
    return _read(_cue(name, block) for block in _blocks(text))


def _is_comment(line: str) -> bool:
    return line.split()[0] in {"NOTE", "STYLE", "REGION"} and ARROW not in line


def _blocks(text: str) -> Iterator[Block]:
    block: Block | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            if block:
                yield block
            block = None
        elif block:
            block[1].append(line.strip())
        else:
            block = (number, [line.strip()])
    if block:
        yield block


def _cue(name: str, block: Block) -> _Cue:
    """A cue, whose times are in its first line or, below a number or a name, in its second."""
    number, lines = block
    at = 0 if ARROW in lines[0] else 1
    times = _timing.fullmatch(lines[at]) if at < len(lines) else None
    if not times:
        line = number + min(at, len(lines) - 1)
        raise TranscriptFileError(
            f"{name}, line {line}: this cue has no times such as 00:01.000 --> 00:04.000. Write "
            "them, or delete the cue."
        )
    start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
    named = _named_cue.fullmatch(lines[0]) if at else None
    return _Cue(number + at, start, end, named[1].strip() if named else "", lines[at + 1 :])


def _read(cues: Iterator[_Cue]) -> ReadTranscript:
    """The turns of cues; times in the wrong order are put right and told."""
    wrong: list[int] = []
    ordered: list[_Cue] = []
    for cue in cues:
        if cue.end < cue.start:
            wrong.append(cue.line)
            ordered.append(replace(cue, start=cue.end, end=cue.start))
        else:
            ordered.append(cue)
    remarks = [reversed_times("line", wrong)] if wrong else []
    parts = [part for cue in ordered for part in _voices(cue)]
    turns, more = _labelled(parts)
    return ReadTranscript(joined(turns), (*remarks, *more))


def _voices(cue: _Cue) -> Iterator[_Cue]:
    """The parts of a cue that one voice each speaks; its lines are freed of tags."""
    speaker, at = cue.speaker, 0
    payload = "\n".join(cue.payload)
    for voice in _voice.finditer(payload):
        yield from _part(cue, speaker, payload[at : voice.start()])
        speaker, at = (_unescaped(voice[1]) if voice[1] else cue.speaker), voice.end()
    yield from _part(cue, speaker, payload[at:])


def _part(cue: _Cue, speaker: str, payload: str) -> Iterator[_Cue]:
    text = _unescaped(_tag.sub("", payload))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if any(lines):
        yield replace(cue, speaker=" ".join(speaker.split()), payload=list(filter(None, lines)))


def _unescaped(text: str) -> str:
    """Signs such as &amp; read; a number of thousands of digits is none and stays as it is."""
    return _entity.sub(lambda entity: unescape(entity[0]), text)


def _labelled(parts: list[_Cue]) -> tuple[list[Turn], Iterator[str]]:
    """What each part says, cut where its words have a label, and remarks on the labels."""
    lines: list[str] = []
    owners: list[_Cue | None] = []
    for part in parts:
        lines += [*part.payload, ""]
        owners += [*[part] * len(part.payload), None]
    known = {
        number: Label(owner.speaker, None, 0)
        for number, owner in enumerate(owners)
        if owner and owner.speaker
    }
    found = labels_in(lines, known)
    said: list[tuple[str, _Cue, list[str]]] = []
    before = None
    for line, owner, label in zip(lines, owners, found.labels, strict=True):
        if owner and label:
            said.append((label.speaker, owner, [line[label.begin :]]))
        elif owner and owner is not before:
            said.append(("", owner, [line]))
        elif owner:
            said[-1][2].append(line)
        before = owner
    turns = [
        Turn(speaker, cue.start, cue.end, " ".join(words).strip()) for speaker, cue, words in said
    ]
    doubts = [owner.line for number in found.doubtful if (owner := owners[number])]
    return turns, _remarks(turns, doubts, [cue.line for speaker, cue, _ in said if not speaker])


def _remarks(turns: list[Turn], doubts: list[int], unlabelled: list[int]) -> Iterator[str]:
    if unlabelled and any(turn.speaker for turn in turns):
        yield unnamed("line", unlabelled)
    if doubts:
        yield doubtful(places("line", doubts), len(doubts))


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction or 0}")
