"""Drafts a scenario file for data of one's own."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.core.management.base import CommandError

from attribution.errors import AttributionError
from attribution.management.attribute.options import (
    DRAFT_OPTIONS,
    SCENARIO_OPTIONS,
    given,
    spelled,
)
from attribution.scenario_files.data.description import Draft
from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.images import draft as draft_images
from attribution.scenario_files.data.kinds import AnyData
from attribution.scenario_files.data.series_draft import draft as draft_series
from attribution.scenario_files.data.table_draft import draft as draft_table
from attribution.scenario_files.data.texts_draft import draft as draft_texts
from attribution.scenario_files.definition import LONGEST_NAME
from attribution.scenario_files.drafting import draft_text, drafted_definition

KINDS: dict[str, tuple[Callable[..., Draft], tuple[str, ...]]] = {
    "images": (draft_images, ("classes", "recipe", "checkpoint")),
    "series": (
        draft_series,
        (
            *("label", "identifier", "first", "last", "series", "time", "value"),
            *("encoding", "separator"),
        ),
    ),
    "table": (draft_table, ("label", "identifier", "encoding", "separator")),
    "texts": (draft_texts, ("text", "label", "identifier", "encoding", "separator")),
}
"""By kind of data, what drafts a description of it, and the options that it takes."""

LABELLED = ("series", "table")
"""Kinds whose labels always stand in a column."""

OWN_DATA = "The researchers' own data"


@dataclass(frozen=True)
class Drafted:
    """A scenario file that was written, and what was read and found wrong on the way."""

    file: Path
    draft: Draft

    def sentences(self) -> Iterator[str]:
        yield from self.draft.summary
        problems = self.draft.problems
        if problems:
            noun = "problem" if len(problems) == 1 else "problems"
            yield f"{len(problems)} {noun} to mend, in the data or in {self.file}:"
            yield from (f"- {problem}" for problem in problems)
        yield f"The scenario file is {self.file}: look through what was guessed."


def write_draft(kind: str, options: dict[str, Any], file: Path | None) -> Drafted:
    """Write a scenario file beside the data, or to `file`; raises AttributionError.

    A file that is there is left as it is, and refused.
    """
    data: Path | None = options["data"]
    if data is None:
        raise CommandError(f"The kind {kind} needs --data: name the file or folder of your data.")
    make, taken = KINDS[kind]
    if kind in LABELLED and not options["label"]:
        raise CommandError(f"The kind {kind} needs --label: name the column of the labels.")
    names = (*DRAFT_OPTIONS, *SCENARIO_OPTIONS, "effects")
    allowed = {*taken, "data", "source", "run", "device", *({"draft"} if kind == "images" else ())}
    if others := [name for name in given(options, names) if name not in allowed]:
        raise CommandError(f"The kind {kind} takes no {spelled(others)}: leave it out.")
    file = file or data.parent / f"{_name_of(data)}.yaml"
    if file.exists():
        raise CommandError(
            f"{file} is there already: run it, delete it, or name another file with --out."
        )
    draft = make(data, **{name: options[name] for name in given(options, taken)})
    _write(file, _text(draft, data, file, options["source"] or OWN_DATA))
    return Drafted(file, draft)


def _text(draft: Draft, data: Path, file: Path, source: str) -> str:
    described = cast("AnyData", draft.description)
    changes = {"folder" if data.is_dir() else "file": _relative(data, file)}
    if isinstance(described, ImagesData) and described.checkpoint:
        changes["checkpoint"] = _relative(Path(described.checkpoint), file)
    description = described.model_copy(update=changes)
    definition = drafted_definition(description, _name_of(file), source)
    comments = {("data", *path): comment for path, comment in draft.comments.items()}
    return draft_text(definition, file.name, comments)


def _relative(path: Path, file: Path) -> str:
    return Path(os.path.relpath(path, file.parent)).as_posix()


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as problem:
        raise AttributionError(
            f"{file} cannot be written ({problem.strerror}): name another file with --out."
        ) from problem


def _name_of(path: Path) -> str:
    """A name made of a file's or folder's, such as my-loans of My_Loans.csv."""
    words = re.findall(r"[a-z0-9]+", path.stem.casefold())
    return "-".join(words)[:LONGEST_NAME].strip("-") or "scenario"
