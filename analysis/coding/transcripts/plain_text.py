"""Transcripts typed as text: a label begins a turn, and the lines after it go on with it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.coding.transcripts.labels import Label, labels_in, may_be_speaker
from analysis.coding.transcripts.remarks import counted, doubtful, places
from analysis.coding.transcripts.turns import SENTENCE_END, ReadTranscript, Turn

MOST_LINES_ABOVE = 10
MOST_WORDS_ABOVE = 10
"""Of a title, a date and the like above the first speaker."""
_notice = re.compile(
    r"(?P<who>.{1,80}) (?:started|stopped) transcription|Transcribed by https://\S+"
)


def turns_of_lines(
    lines: Sequence[str], known: Mapping[int, Label] | None = None, *, numbered: bool = True
) -> ReadTranscript:
    """The turns of a text; where no line has a label, each paragraph is a turn.

    `known` are labels that are certain from elsewhere; remarks tell the lines where they are
    `numbered`.
    """
    found = labels_in(lines, known)
    remarks = []
    if number := len(found.doubtful):
        lines_are = counted(number, "line", "lines")
        if numbered:
            lines_are = places("line", [line + 1 for line in found.doubtful])
        remarks.append(doubtful(lines_are, number))
    if not found.any:
        return ReadTranscript(tuple(_paragraphs(lines)), tuple(remarks))
    skipped = set(_added_by_programs(lines, found.labels))
    if skipped:
        lines_were = counted(len(skipped), "line was", "lines were")
        remarks.append(f"{lines_were} left out, which the program added around the talk.")
    kept = [
        (line, label)
        for number, (line, label) in enumerate(zip(lines, found.labels, strict=True))
        if number not in skipped
    ]
    if any(line.strip() for line, _ in kept[: _first(label for _, label in kept)]):
        remarks.append("What stands above the first label has no speaker.")
    return ReadTranscript(tuple(_turns(kept)), tuple(remarks))


def text_of_turns(turns: Iterable[Turn]) -> str:
    """The turns as a text that `turns_of_lines` reads, with the starts of labelled turns."""
    return "\n\n".join(f"{_label(turn)}{turn.text}" for turn in turns) + "\n"


def _turns(lines: Iterable[tuple[str, Label | None]]) -> Iterator[Turn]:
    speaker, start = "", None
    said: list[str] = []
    for line, label in lines:
        if label:
            yield from _turn(speaker, start, said)
            speaker, start, said = label.speaker, label.start, [line[label.begin :].strip()]
        else:
            said.append(line.strip())
    yield from _turn(speaker, start, said)


def _turn(speaker: str, start: float | None, said: Iterable[str]) -> Iterator[Turn]:
    if text := "\n".join(filter(None, said)):
        yield Turn(speaker, start, None, text)


def _paragraphs(lines: Iterable[str]) -> Iterator[Turn]:
    words: list[str] = []
    for line in [*lines, ""]:
        if here := line.split():
            words += here
        elif words:
            yield Turn("", None, None, " ".join(words))
            words = []


def _added_by_programs(lines: Sequence[str], labels: Sequence[Label | None]) -> Iterator[int]:
    """In a file whose labels are headings, as programs write them: what they add around the talk.

    These are the lines above the first heading, unless they read like speech, and notices.
    """
    first = _first(labels)
    if not any(label and label.heading for label in labels):
        return
    above = [number for number, line in enumerate(lines[:first]) if line.strip()]
    if len(above) <= MOST_LINES_ABOVE and not any(_is_speech(lines[number]) for number in above):
        yield from above
    for number, line in enumerate(lines[first:], start=first):
        notice = _notice.fullmatch(line.strip())
        if notice and may_be_speaker(notice["who"] or "Otter"):
            yield number


def _is_speech(line: str) -> bool:
    return line.strip().endswith(SENTENCE_END) or len(line.split()) > MOST_WORDS_ABOVE


def _first(labels: Iterable[Label | None]) -> int:
    return next(number for number, label in enumerate(labels) if label)


def _label(turn: Turn) -> str:
    if not turn.speaker:
        return ""
    return f"{_clock(turn.start)}{turn.speaker}: "


def _clock(start: float | None) -> str:
    if start is None:
        return ""
    thousandths = round(start * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest / 1000:06.3f}".removesuffix(".000")
    return f"[{hours}:{minutes:02}:{seconds}] " if hours else f"[{minutes:02}:{seconds}] "
