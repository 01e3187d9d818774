"""Transcripts as Word documents: their paragraphs as lines of text, the rows of tables as turns.

A document is walked once and without recursion, so that nesting costs no more than length. Every
word belongs to the paragraph closest around it; a text box comes after the paragraph that it is
anchored in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analysis.coding.transcripts.labels import Label
from analysis.coding.transcripts.plain_text import turns_of_lines
from analysis.coding.transcripts.remarks import counted
from analysis.coding.transcripts.turns import MOST_LINES, ReadTranscript, require_few
from analysis.coding.transcripts.word_tables import lines_of_rows, spoken_rows
from core.errors import UnsafeFile
from core.xml_text import parsed
from core.zip_files import Bounds, unpacked

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORDS = {f"{WORD}t", f"{MATHS}t"}
SIGNS = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
NOT_READ = {
    f"{WORD}del": ("deleted passage", "deleted passages"),
    f"{WORD}moveFrom": ("old place of a moved passage", "old places of moved passages"),
    f"{WORD}rt": ("pronunciation", "pronunciations"),
    f"{WORD}altChunk": ("embedded document", "embedded documents"),
    f"{WORD}sym": ("sign of a special font", "signs of special fonts"),
    f"{DRAWING}blip": ("picture", "pictures"),
}
"""Elements whose content is skipped, and how remarks call one and several of them."""
BOUNDS = Bounds(
    files=2_000, file=50_000_000, whole=100_000_000, remedy="take out its pictures, and save it."
)
NOTES = ("footnote", "endnote", "comment")
"""Each kind has a part of its own, such as word/footnotes.xml."""

_Paragraph = list[str]


@dataclass
class _Table:
    """Rows of cells of paragraphs. A table in a cell is part of that cell."""

    rows: list[list[list[_Paragraph]]] = field(default_factory=list)

    def texts(self) -> list[list[str]]:
        return [
            ["\n".join(filter(None, map(_text, paragraphs))) for paragraphs in row]
            for row in self.rows
        ]


def turns_of_document(name: str, content: bytes) -> ReadTranscript:
    """The turns of a .docx file. Raises UnsafeFile for an archive that is a trap."""
    remedy = "Save it as .docx in Word or LibreOffice."
    files = unpacked(content, name, BOUNDS)
    part = files.get("word/document.xml", b"")
    root = parsed(part, f"The text of {name}", root=f"{WORD}document", remedy=remedy)
    # Counted first, as walking through them is what takes the time.
    paragraphs = sum(1 for _ in root.iter(f"{WORD}p"))
    require_few(name, paragraphs, "paragraphs", most=2 * MOST_LINES)
    walk = _Walk(root)
    lines: list[str] = []
    known: dict[int, Label] = {}
    for block in walk.blocks:
        if isinstance(block, _Table):
            _add_table(block, lines, known)
        else:
            lines += [*_text(block).split("\n"), ""]
    # Beside each paragraph, which is a turn or a part of one, lies an empty line.
    require_few(name, len(lines), "paragraphs", most=2 * MOST_LINES)
    read = turns_of_lines(lines, known, numbered=False)
    return ReadTranscript(read.turns, (*read.remarks, *_left_out(walk.skipped, files)))


def _add_table(table: _Table, lines: list[str], known: dict[int, Label]) -> None:
    """Add the lines of a table, and the labels that its columns tell."""
    texts = table.texts()
    rows = spoken_rows(texts)
    if not rows:
        lines += lines_of_rows(texts)
    for row in rows:
        if row.speaker:
            known[len(lines)] = Label(row.speaker, row.start, 0)
        lines += [*row.lines, ""]


LEFT = {f"{WORD}p", f"{WORD}tbl"}
"""The elements whose end matters."""


class _Walk:
    """The paragraphs and tables of a document in order, and how much of what was skipped."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[_Paragraph | _Table] = []
        self.skipped: Counter[str] = Counter()
        self._open: list[_Paragraph] = []
        self._table: _Table | None = None
        self._tables_open = 0
        todo = [(root, False)]
        while todo:
            element, is_read = todo.pop()
            if is_read:
                self._leave(element)
            else:
                if element.tag in LEFT:
                    todo.append((element, True))
                if inside := self._enter(element):
                    todo += [(child, False) for child in reversed(inside)]

    def _enter(self, element: Element) -> Sequence[Element]:
        """Take in an element; gives those inside it that are to be read."""
        tag = element.tag
        if tag in WORDS or tag in SIGNS:
            self._say(SIGNS.get(tag) or element.text or "")
            return ()
        if tag in NOT_READ:
            self.skipped[tag] += _matters(element)
            return ()
        if tag == f"{ALTERNATIVES}AlternateContent":
            return list(element)[:1]
        if tag == f"{WORD}p":
            self._open.append([])
            self._place(self._open[-1])
        else:
            self._enter_table(tag)
        return list(element)

    def _enter_table(self, tag: str) -> None:
        if tag == f"{WORD}tbl":
            self._tables_open += 1
            if self._tables_open == 1:
                self._table = _Table()
                self.blocks.append(self._table)
        elif self._table and self._tables_open == 1:
            if tag == f"{WORD}tr":
                self._table.rows.append([])
            elif tag == f"{WORD}tc" and self._table.rows:
                self._table.rows[-1].append([])

    def _leave(self, element: Element) -> None:
        if element.tag == f"{WORD}p":
            self._open.pop()
        elif element.tag == f"{WORD}tbl":
            self._tables_open -= 1
            if not self._tables_open:
                self._table = None

    def _say(self, words: str) -> None:
        if self._open:
            self._open[-1].append(words)
        else:
            self._place([words])

    def _place(self, paragraph: _Paragraph) -> None:
        """Put a paragraph into the cell that is open, or into the document."""
        if self._table and self._table.rows and self._table.rows[-1]:
            self._table.rows[-1][-1].append(paragraph)
        else:
            self.blocks.append(paragraph)


def _matters(element: Element) -> bool:
    """Whether words are lost with it: Word marks a deleted line break by an empty deletion."""
    if element.tag not in {f"{WORD}del", f"{WORD}moveFrom", f"{WORD}rt"}:
        return True
    return any(inner.tag in WORDS or inner.tag == f"{WORD}delText" for inner in element.iter())


def _text(paragraph: Iterable[str]) -> str:
    return "".join(paragraph).strip()


def _left_out(skipped: Counter[str], files: Mapping[str, bytes]) -> Iterator[str]:
    for tag, (one, several) in NOT_READ.items():
        if number := skipped[tag]:
            yield _were_left_out(number, one, several)
    for note in NOTES:
        part = files.get(f"word/{note}s.xml", b"")
        if number := sum(map(_has_words, _inside(part, f"{note}s"))):
            yield _were_left_out(number, note, f"{note}s")
    headers = (part for path, part in files.items() if path.startswith("word/header"))
    footers = (part for path, part in files.items() if path.startswith("word/footer"))
    around = [
        *(_inside(part, "hdr") for part in headers),
        *(_inside(part, "ftr") for part in footers),
    ]
    if any(_has_words(element) for part in around for element in part):
        yield "Headers and footers of the pages were left out."


def _were_left_out(number: int, one: str, several: str) -> str:
    return f"{counted(number, one, several)} {'was' if number == 1 else 'were'} left out."


def _inside(part: bytes, root: str) -> list[Element]:
    """The elements of a part that is not read; none where it is missing or damaged."""
    try:
        return list(parsed(part, "A part", root=f"{WORD}{root}")) if part else []
    except UnsafeFile:
        return []


def _has_words(element: Element) -> bool:
    return any(inner.tag in WORDS and inner.text for inner in element.iter())
