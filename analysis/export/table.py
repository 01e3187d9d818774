"""A table of the package: its columns, with meanings and types, and its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
"""Types of the Table Schema (specs.frictionlessdata.io/table-schema)."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    values: tuple[str, ...] = ()
    """The possible values, where that is a short list."""
    words: tuple[str, ...] = ()
    """What each of the values stands for, where that is not told by itself."""
    required: bool = True
    withheld: bool = False
    """Whether its cells are left empty, since they could tell who somebody is."""

    @property
    def values_in_words(self) -> str:
        """Such as `yes: Yes; no: No`, or the values alone."""
        if not self.words:
            return "; ".join(self.values)
        pairs = zip(self.values, self.words, strict=True)
        return "; ".join(f"{value}: {word}" for value, word in pairs)


@dataclass(frozen=True)
class ForeignKey:
    """Columns that refer to a row of another table by columns of the same names."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class Table:
    """A table. `rows` can be read once, each in the order of the columns; None is an empty cell."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    foreign_keys: tuple[ForeignKey, ...] = ()


OF_PARTICIPANT = ForeignKey(("participant",), "participants")
PARTICIPANT = Column(
    "participant", "integer", "The participant, by their number in the study: from 1, as they began"
)
SCENARIO = Column("scenario", "string", "The scenario, by its key in the study file")
