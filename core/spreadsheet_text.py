"""Text in tables that no spreadsheet takes for a formula.

A spreadsheet runs a cell that begins with an equals sign or one of its kin, and so text that
somebody typed could run there (OWASP, CSV injection). Text gets an apostrophe before such a
character: at its beginning, and after every character that a spreadsheet set to another language
could take for the border of a cell. An apostrophe that stands there already gets another one, so
that taking one away at each of these places gives the text back exactly.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

BORDER = r"^|[;,\t\r\n\"]"
DANGEROUS = "=+\\-@\uff1d\uff0b\uff0d\uff20"

Cell = str | int | float | None

_unsafe = re.compile(f"({BORDER})(?=['{DANGEROUS}])")
_escaped = re.compile(f"({BORDER})'")


def safe_text(text: str) -> str:
    """Text that a spreadsheet shows and never runs; `original_text` takes it back."""
    return _unsafe.sub(r"\1'", text)


def original_text(cell: str) -> str:
    return _escaped.sub(r"\1", cell)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Numbers as they are, nothing for None, and safe text."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([safe_text(name) for name in header])
    for row in rows:
        writer.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()
