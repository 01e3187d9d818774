"""Files for Stata, written by pandas."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from analysis.export.formats.frames import data_frame
from analysis.export.formats.labelled import Collected, Collecting, NamesAllowed
from analysis.export.formats.texts import shortened, utf8_bytes

WORDS = """
AGGREGATE ARRAY BOOLEAN BREAK BYTE CASE CATCH CLASS COLVECTOR COMPLEX CONST CONTINUE DEFAULT
DELEGATE DELETE DO DOUBLE ELSE ELTYPEDEF END ENUM EXPLICIT EXPORT EXTERNAL FLOAT FOR FRIEND
FUNCTION GLOBAL GOTO IF IN INLINE INT LOCAL LONG NAMESPACE NEW NULL NUMERIC NUMLIST OPERATOR
ORGTYPEDEF POLYMORPHIC PRAGMA PRIVATE PROTECTED PUBLIC QUAD RETURN SHORT SIGNED STATIC STRL
SUPER SWITCH TEMPLATE THIS THROW TRY TYPEDEF TYPENAME UNION UNSIGNED USING VECTOR VERSION
VIRTUAL VOID VOLATILE WITH
"""
"""The words that are no names in Stata (its manual, [P] syntax)."""

ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no time zones
"""A file has to name a moment; this one says nothing about the data."""

LONGEST_TITLE = 80
LONGEST_FIXED = 2_045
"""Bytes of a text in a column of fixed width; longer ones go into a column of long strings."""

UTF8 = 118
"""The first version of the format whose text is UTF-8; Stata 14 reads it."""


class StataFiles(Collecting):
    allowed = NamesAllowed(32, 80, 32_000, frozenset(WORDS.split()))

    def files(self) -> Iterator[tuple[str, bytes]]:
        for collected in self.collected:
            yield f"{self.before}{collected.table.name}.dta", _dta(collected, self.title)


def _dta(collected: Collected, title: str) -> bytes:
    frame = data_frame(collected, lambda text: text)
    kinds = {one.name: one.kind for one in collected.variables}
    stream = BytesIO()
    frame.to_stata(
        stream,
        write_index=False,
        version=UTF8,
        time_stamp=ANY_DAY,
        data_label=shortened(title, LONGEST_TITLE, len),
        variable_labels={
            one.name: shortened(one.label, LONGEST_TITLE, len) for one in collected.variables
        },
        value_labels={one.name: dict(one.labels) for one in collected.variables if one.labels},
        convert_dates={
            name: "tc" if kind == "datetime" else "td"
            for name, kind in kinds.items()
            if kind in {"datetime", "date"}
        },
        convert_strl=[
            one.name
            for one in collected.variables
            if one.kind == "string"
            and not one.codes
            and any(utf8_bytes(text) > LONGEST_FIXED for text in frame[one.name])
        ],
    )
    return stream.getvalue()
