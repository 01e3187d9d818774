"""datapackage.json: the contents of a package for programs (specs.frictionlessdata.io)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.export.dictionary import Entry
from analysis.export.licences import Licence
from analysis.export.table import Column, Table

ENCODING_OF_TEXT = (
    "Text cells have an apostrophe before = + - @ and before an apostrophe, at their beginning and "
    "after each ; , tab, line break or double quote, so that no spreadsheet runs them. Take one "
    "apostrophe away at each of these places for the text as it was written."
)


@dataclass(frozen=True)
class WrittenFile:
    """A file of the package, its size in bytes and its SHA-256."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True)
class About:
    """What a descriptor says of a study, with the digest of each version in the package.

    `interviews` says what kind of study it is; what people said in them is in no package.
    """

    study: str
    title: str
    versions: dict[str, str]
    simulated: bool
    participants: int
    with_identifying: bool
    days_only: bool = False
    formats: tuple[str, ...] = ()
    """Those beside CSV."""
    licence: Licence | None = None
    interviews: bool = False
    has_methods: bool = False
    """Whether attribution methods are scored on what was shown."""

    @property
    def full_title(self) -> str:
        """The title, which says by itself that the data are simulated."""
        return f"Simulated data: {self.title}" if self.simulated else self.title


def descriptor(
    about: About,
    tables: Sequence[tuple[Table, WrittenFile]],
    files: Sequence[WrittenFile],
    entries: Sequence[Entry],
) -> str:
    """The descriptor. It is the same for the same data: without the time and place of writing."""
    written = {
        "profile": "data-package",
        "name": about.study,
        "title": about.full_title,
        **_licence(about.licence),
        "simulated": about.simulated,
        "participants": about.participants,
        "versions": [
            {"version": version, "sha256": digest} for version, digest in about.versions.items()
        ],
        "times": "days" if about.days_only or about.interviews else "seconds",
        "textEncoding": ENCODING_OF_TEXT,
        **_withheld(about, entries),
        "resources": [
            *(_table(table, file) for table, file in tables),
            *(_file(file) for file in files),
        ],
    }
    return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def _licence(licence: Licence | None) -> dict[str, Any]:
    if licence is None:
        return {}
    named = {"name": licence.key, "path": licence.address, "title": licence.title}
    return {"licenses": [named]}


def _withheld(about: About, entries: Sequence[Entry]) -> dict[str, Any]:
    if about.interviews:
        return {"transcripts": "withheld"}
    return {
        "identifyingAnswers": "included" if about.with_identifying else "withheld",
        "withheld": [
            {"version": entry.version, "scenario": entry.scenario, "question": entry.question}
            for entry in entries
            if entry.withheld and entry.question
        ],
    }


def _file(file: WrittenFile) -> dict[str, Any]:
    return {
        "name": file.path.lower(),
        "path": file.path,
        "format": file.path.rpartition(".")[2],
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
    }


def schema_of(table: Table) -> dict[str, Any]:
    """The columns and keys of a table (specs.frictionlessdata.io/table-schema)."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.columns)},
            }
            for key in table.foreign_keys
        ]
    return schema


def _table(table: Table, file: WrittenFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        **_file(file),
        "name": table.name,
        "mediatype": "text/csv",
        "description": table.meaning,
        "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\r\n", "header": True},
        "schema": schema_of(table),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = [
            int(value) if column.kind == "integer" else value for value in column.values
        ]
    field = {"name": column.name, "type": column.kind, "description": column.meaning}
    return {**field, "constraints": constraints} if constraints else field
