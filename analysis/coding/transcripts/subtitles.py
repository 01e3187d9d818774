"""Transcripts as WebVTT or SubRip subtitles, with or without hours, as Whisper writes them."""

import re
from collections.abc import Iterator
from html import unescape

from analysis.coding.transcripts.documents import spoken_by
from analysis.coding.transcripts.turns import Turn, joined
from analysis.errors import TranscriptFileError

TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
ARROW = "-->"
_timing = re.compile(rf"{TIME}\s+{ARROW}\s+{TIME}(?:\s.*)?")
_voice = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_tag = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>")
Block = tuple[int, list[str]]
"""The number of its first line, and its lines."""


def turns_of_vtt(name: str, text: str) -> tuple[Turn, ...]:
    first, *_ = text.split("\n", 1)
    if not first.startswith("WEBVTT"):
        raise TranscriptFileError(
            f"{name}, line 1: this should be WEBVTT. Save it as WebVTT, or call it .srt if it "
            "is one."
        )
    blocks = [
        block
        for block in list(_blocks(text))[1:]
        if block[1][0].split(" ")[0] not in {"NOTE", "STYLE", "REGION"} or ARROW in block[1][0]
    ]
    if any(ARROW in line for line in next(_blocks(text))[1]):
        raise TranscriptFileError(
            f"{name}, line 2: a cue follows at once. Leave a line empty there."
        )
    return joined(_cue(name, block) for block in blocks)


def turns_of_srt(name: str, text: str) -> tuple[Turn, ...]:
    return joined(_cue(name, block) for block in _blocks(text))


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


def _cue(name: str, block: Block) -> Turn:
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
    if end < start:
        raise TranscriptFileError(
            f"{name}, line {number + at}: this cue ends before it begins. Correct its times."
        )
    return _said(" ".join(lines[at + 1 :]), start, end)


def _said(payload: str, start: float, end: float) -> Turn:
    voice = _voice.search(payload)
    text = " ".join(unescape(_tag.sub("", payload)).split())
    if voice:
        return Turn(unescape(voice[1]).strip(), start, end, text)
    if spoken := spoken_by(text):
        return Turn(spoken.speaker, start, end, spoken.text)
    return Turn("", start, end, text)


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(thousandths) / 1000
