"""Transcripts typed as text: `Speaker: what they said`, one turn a line or paragraph."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.coding.transcripts.turns import Turn
from core.xml_text import parsed
from core.zip_files import unpacked

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLOCK = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,3})?)"
_spoken = re.compile(
    rf"(?:[\[(]?{CLOCK}[\])]?\s+)?(?P<speaker>[^\W_a-z][^:.?!,;\n]{{0,39}}):(?:\s+(?P<text>.*))?$"
)
MOST_WORDS = 4
"""Of a speaker's label; what is longer is a sentence with a colon"""


def turns_of_lines(name: str, text: str) -> tuple[Turn, ...]:
    """A line that begins with a label begins a turn; others go on with the last one.

    Where no line has a label, each paragraph is a turn.
    """
    found = [(spoken_by(line), line.strip()) for line in text.split("\n")]
    if not any(spoken for spoken, _ in found):
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
        return tuple(Turn("", None, None, part) for part in paragraphs if part)
    turns: list[Turn] = []
    for spoken, line in found:
        if spoken or not turns:
            turns.append(spoken or Turn("", None, None, line))
        elif line:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, last.start, None, f"{last.text}\n{line}".strip())
    return tuple(turn for turn in turns if turn.text)


def turns_of_document(name: str, content: bytes) -> tuple[Turn, ...]:
    """The paragraphs of a .docx file. Raises UnsafeFile for archives that are traps."""
    remedy = "Save it as .docx in Word or LibreOffice."
    files = unpacked(content, name)
    part = files.get("word/document.xml", b"")
    root = parsed(part, f"The text of {name}", root=f"{WORD}document", remedy=remedy)
    return turns_of_lines(name, "\n".join(_paragraphs(root)))


def spoken_by(line: str) -> Turn | None:
    found = _spoken.match(line.strip())
    if not found or len(found["speaker"].split()) > MOST_WORDS:
        return None
    start = None
    if found["minutes"]:
        seconds = float(found["seconds"].replace(",", "."))
        start = int(found["hours"] or 0) * 3600 + int(found["minutes"]) * 60 + seconds
    return Turn(found["speaker"].strip(), start, None, (found["text"] or "").strip())


def _paragraphs(root: Element) -> Iterator[str]:
    """Empty ones too: they part paragraphs where there are no labels."""
    signs = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
    for paragraph in root.iter(f"{WORD}p"):
        yield "".join(
            signs.get(each.tag, (each.text or "") if each.tag == f"{WORD}t" else "")
            for each in paragraph.iter()
        )
        yield ""
