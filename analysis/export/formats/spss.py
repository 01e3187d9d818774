"""Files for SPSS, written by pyreadstat."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.export.formats.frames import data_frame
from analysis.export.formats.labelled import Collected, Collecting, NamesAllowed, Variable
from analysis.export.formats.texts import cut, shortened, utf8_bytes

WORDS = "ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH"
"""The words that are no names in SPSS (its Command Syntax Reference, Variable Names)."""

LONGEST_TEXT = 32_767
"""Bytes of a text in a cell."""

LONGEST_TITLE = 64
WRITTEN_AT = slice(92, 109)
"""Where the head of a file holds the day and the time of its writing (PSPP, system file format)."""

ANY_DAY = b"01 Jan 0000:00:00"
"""In their place, so that the same data give the same bytes."""


class SpssFiles(Collecting):
    allowed = NamesAllowed(64, 255, 120, frozenset(WORDS.split()))

    def files(self) -> Iterator[tuple[str, bytes]]:
        for collected in self.collected:
            yield f"{self.before}{collected.table.name}.sav", _sav(collected, self.title)


def _sav(collected: Collected, title: str) -> bytes:
    from pyreadstat import write_sav

    frame = data_frame(
        collected, lambda text: cut(text, LONGEST_TEXT, utf8_bytes, collected.table.name)
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.sav"
        write_sav(
            frame,
            file,
            file_label=shortened(title, LONGEST_TITLE),
            row_compress=True,
            column_labels={one.name: one.label for one in collected.variables},
            variable_value_labels={
                one.name: {float(value): text for value, text in one.labels.items()}
                for one in collected.variables
                if one.labels
            },
            variable_measure={one.name: _measure(one) for one in collected.variables},
            variable_format=dict(_formats(collected.variables)),
        )
        content = bytearray(file.read_bytes())
    content[WRITTEN_AT] = ANY_DAY
    return bytes(content)


def _measure(variable: Variable) -> str:
    return "nominal" if variable.labels or variable.kind == "string" else "scale"


def _formats(variables: list[Variable]) -> Iterator[tuple[str, Any]]:
    for variable in variables:
        if variable.kind == "date":
            yield variable.name, "SDATE10"
        elif variable.codes or variable.kind in {"integer", "boolean"}:
            yield variable.name, "F8.0"
