"""Trace files: a design space and the codes behind it, read and loaded; written as JSON and CSV."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from analysis.coding.codebooks.file_values import Values
from analysis.coding.codebooks.models import Codebook
from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.models import DesignSpaceTrace, TraceQuote
from analysis.design_spaces.write import (
    MOST_AXES,
    MOST_LEVELS,
    AxisContent,
    LevelContent,
    add_axis,
    add_level,
    add_trace,
)
from analysis.errors import TraceFileError, UnfitDesignSpace
from analysis.statistics.themes.trace import TraceRecord
from core.yaml_files.problems import FileProblems, KeyPath, Problem, dotted
from core.yaml_files.yaml_locations import Located, read_yaml
from survey.design.fields import KEY, LEVEL, SLUG
from survey.population import Population

REFERENCE = "docs/reference/trace-file.md"


@dataclass(frozen=True)
class LevelInFile:
    """A level, with the sentence for each code that it cites, by the code's key."""

    content: LevelContent
    cites: Mapping[str, str]


@dataclass(frozen=True)
class TraceFile:
    """A design space as a file says it; `codebook` is the slug of the one it cites."""

    title: str
    codebook: str
    axes: tuple[tuple[AxisContent, tuple[LevelInFile, ...]], ...]
    source: Located


def read_trace(file: Path) -> TraceFile:
    """Raises TraceFileError with every problem of the file, each with its line and what to do."""
    try:
        source = read_yaml(file, reference=REFERENCE)
    except FileProblems as problem:
        raise TraceFileError(str(problem)) from problem
    values = Values(source.value)
    values.keys((), "trace", "codebook", "axes")
    axes = tuple(_axis(values, path) for path in values.entries(("axes",)))
    if not 0 < len(axes) <= MOST_AXES:
        values.report(("axes",), f"these are {len(axes)} axes.", f"Write 1 to {MOST_AXES}.")
    values.report_repeated(
        [(("axes", at, "key"), axis.key) for at, (axis, _) in enumerate(axes)], "key"
    )
    trace = TraceFile(
        title=values.line(("trace",), required=True),
        codebook=values.text(("codebook",), pattern=SLUG, required=True),
        axes=axes,
        source=source,
    )
    _refuse(source, values)
    return trace


def _refuse(source: Located, values: Values) -> None:
    if values.broken:
        problems = [
            Problem(source.location(rule.path), dotted(rule.path), rule.message, rule.remedy)
            for rule in values.broken
        ]
        problems.sort(key=lambda problem: problem.location.line)
        raise TraceFileError("\n".join(map(str, problems)))


def _axis(values: Values, path: KeyPath) -> tuple[AxisContent, tuple[LevelInFile, ...]]:
    values.keys(path, "key", "title", "name", "ordered", "why", "levels")
    ordered = values.text((*path, "ordered")) or "false"
    if ordered not in {"true", "false"}:
        message = f"{ordered[:60]} is neither true nor false."
        values.report((*path, "ordered"), message, "Write true or false.")
    content = AxisContent(
        key=values.text((*path, "key"), pattern=KEY, required=True),
        title=values.line((*path, "title"), required=True),
        name=values.line((*path, "name")),
        ordered=ordered == "true",
        why=values.text((*path, "why")),
    )
    levels = tuple(_level(values, entry) for entry in values.entries((*path, "levels")))
    if len(levels) > MOST_LEVELS:
        message = f"these are {len(levels)} levels."
        values.report((*path, "levels"), message, f"Write at most {MOST_LEVELS}.")
    values.report_repeated(
        [((*path, "levels", at, "key"), level.content.key) for at, level in enumerate(levels)],
        "key",
    )
    return content, levels


def _level(values: Values, path: KeyPath) -> LevelInFile:
    values.keys(path, "key", "title", "why", "cites")
    content = LevelContent(
        key=values.text((*path, "key"), pattern=LEVEL, required=True),
        title=values.line((*path, "title"), required=True),
        why=values.text((*path, "why")),
    )
    tree: Any = values.tree
    for step in path:
        tree = tree[step]
    cites = tree.get("cites") if isinstance(tree, dict) else None
    if cites is not None and not isinstance(cites, dict):
        values.report(
            (*path, "cites"),
            "this should be a mapping.",
            "Write lines of `code: sentence`; leave the sentence out where none is needed.",
        )
        cites = None
    keys = list(cites or ())
    return LevelInFile(content, {key: values.text((*path, "cites", key)) for key in keys})


@transaction.atomic
def load_trace(trace: TraceFile, codebook: Codebook) -> DesignSpaceTrace:
    """Store a trace in place of the one of its title.

    Raises TraceFileError for every code that the codebook does not have, and UnfitDesignSpace for
    what does not fit or where quotes would be lost; then nothing is changed.
    """
    codes = {code.key: code for code in codes_of(codebook, Population.PEOPLE).offered()}
    values = Values(trace.source.value)
    for path, key in _cited_keys(trace):
        if key not in codes:
            message = f"{codebook} has no code or theme {key[:60]}."
            values.report(path, message, "Use a key of that codebook, or add the code to it.")
    _refuse(trace.source, values)
    former = DesignSpaceTrace.objects.filter(study=codebook.study, title=trace.title)
    if former.exclude(codebook=codebook).exists():
        raise UnfitDesignSpace(
            f"{trace.title} is a design space from another codebook. Give this one another title."
        )
    if TraceQuote.objects.filter(citation__level__axis__trace__in=former).exists():
        raise UnfitDesignSpace(
            f"Quotes are attached to {trace.title}, and a file holds none. "
            "Change it on its page, or give the one in the file another title."
        )
    for one in former:
        one.delete()
    stored = add_trace(codebook, trace.title)
    for content, levels in trace.axes:
        axis = add_axis(stored, content)
        for level in levels:
            row = add_level(axis, level.content)
            cited = {codes[key].guid: Cited(text) for key, text in level.cites.items()}
            cite(row, cited)
    return stored


def _cited_keys(trace: TraceFile) -> Iterator[tuple[KeyPath, str]]:
    for a, (_content, levels) in enumerate(trace.axes):
        for b, level in enumerate(levels):
            for key in level.cites:
                yield ("axes", a, "levels", b, "cites", key), key


COLUMNS = ("axis", "level", "level title", "id", "code key", "code", "participants", "sentence")


def rows_of(trace: TraceRecord) -> Iterator[tuple[object, ...]]:
    """A row for each citation, and one for a level without any; of people only their numbers."""
    for axis in trace.axes:
        for level in axis.levels:
            for code, citation in trace.cited_by(level):
                yield (
                    axis.key,
                    level.key,
                    level.title,
                    code.number,
                    code.key,
                    code.name,
                    " ".join(code.participants),
                    citation.sentence,
                )
            if not level.citations:
                yield (axis.key, level.key, level.title, "", "", "", "", "")


def as_data(trace: TraceRecord) -> dict[str, Any]:
    """The trace for JSON, without the words that anybody said."""
    data = asdict(trace)
    for axis in data["axes"]:
        for level in axis["levels"]:
            for citation in level["citations"]:
                del citation["quotes"]
    return data
