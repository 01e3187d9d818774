"""Transcripts typed as text: `Speaker: what they said`, one turn on a line or in a paragraph."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from analysis.coding.transcripts.turns import Turn
from core.xml_text import parsed
from core.zip_files import unpacked

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLOCK = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,3})?)"
_labelled = re.compile(
    rf"(?:[\[(]?{CLOCK}[\])]?\s+)?(?P<speaker>[^\W_a-z][^:.?!,;\n]{{0,39}}):(?:\s+(?P<text>.*))?$"
)
MOST_WORDS = 4
"""Words in a speaker's label; what is longer is a sentence with a colon."""


def turns_of_lines(name: str, text: str) -> tuple[Turn, ...]:
    """The turns of a text: a line that begins with a label begins a turn, others continue it.

    Where no line has a label, each paragraph is a turn.
    """
    lines = [(spoken_by(line), line.strip()) for line in text.split("\n")]
    if not any(labelled for labelled, _ in lines):
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
        return tuple(Turn("", None, None, part) for part in paragraphs if part)
    turns: list[Turn] = []
    for labelled, line in lines:
        if labelled or not turns:
            turns.append(labelled or Turn("", None, None, line))
        elif line:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, last.start, None, f"{last.text}\n{line}".strip())
    return tuple(turn for turn in turns if turn.text)


def turns_of_document(name: str, content: bytes) -> tuple[Turn, ...]:
    """The turns of a .docx file. Raises UnsafeFile for an archive that is a trap."""
    remedy = "Save it as .docx in Word or LibreOffice."
    files = unpacked(content, name)
    part = files.get("word/document.xml", b"")
    root = parsed(part, f"The text of {name}", root=f"{WORD}document", remedy=remedy)
    return turns_of_lines(name, "\n".join(_paragraphs(root)))


def text_of_turns(turns: Iterable[Turn]) -> str:
    """The turns as a text that `turns_of_lines` reads, with the starts of labelled turns."""
    return "\n\n".join(f"{_label(turn)}{turn.text}" for turn in turns) + "\n"


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


def spoken_by(line: str) -> Turn | None:
    """The turn that a line begins; None where it has no speaker's label."""
    match = _labelled.match(line.strip())
    if not match or len(match["speaker"].split()) > MOST_WORDS:
        return None
    start = None
    if match["minutes"]:
        seconds = float(match["seconds"].replace(",", "."))
        start = int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + seconds
    return Turn(match["speaker"].strip(), start, None, (match["text"] or "").strip())


def _paragraphs(root: Element) -> Iterator[str]:
    """Every paragraph and an empty line after it: it parts them where there are no labels."""
    signs = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
    for paragraph in root.iter(f"{WORD}p"):
        yield "".join(
            signs.get(part.tag, (part.text or "") if part.tag == f"{WORD}t" else "")
            for part in paragraph.iter()
        )
        yield ""
