"""The ten invented interviews and what two coders find in them, as the folder material has it."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

FOLDER = Path(__file__).parent / "material"
WORKSHOP, FIVE, FOUR = ("P1",), ("P2", "P3", "P4", "P6", "P7"), ("P8", "P9", "P10", "P11")
"""Section 4.1.3: one together, five apart, the remaining four apart."""


class Coded(NamedTuple):
    """Words of an interview and the theme or code they get; `proposed`: it is the coder's own."""

    theme: str
    words: str
    proposed: bool


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def interview(number: str) -> dict[str, str]:
    return next(row for row in table("interviews") if row["interview"] == number)


def names_in(number: str) -> dict[str, str]:
    """The pseudonym of each name that is said in an interview or stands before its turns."""
    rows = table("names")
    return {row["words"]: row["pseudonym"] for row in rows if row["interview"] == number}


def codings(number: str, coder: str) -> list[Coded]:
    """What a coder finds: what both do, and what is the coder's alone; or what is found jointly."""
    whose = {"joint"} if coder == "joint" else {"both", coder}
    return [
        Coded(row["theme"], row["words"], row["proposed"] == "yes")
        for row in table("coding")
        if row["interview"] == number and row["coder"] in whose
    ]


def file_of(number: str, folder: Path) -> Path:
    """The file of an interview; a Word document is made of its text first."""
    name = interview(number)["file"]
    if (FOLDER / name).exists():
        return FOLDER / name
    document = folder / name
    write_document(document, (FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    return document


def write_document(to: Path, text: str) -> None:
    """A Word document with a paragraph for each line."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.splitlines()
    )
    with ZipFile(to, "w") as document:
        document.writestr("[Content_Types].xml", TYPES)
        document.writestr("_rels/.rels", RELATIONS)
        document.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
        )


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
