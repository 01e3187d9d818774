"""Reading a scenario file, and refusing it with every mistake, its line and what to do."""

import json
import re
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from attribution.errors import AttributionError
from attribution.scenario_files.definition import PATTERNS, ScenarioDefinition
from core.digests import digest
from core.yaml_files.model_errors import FileKind, broken_by
from core.yaml_files.problems import BrokenRule, FileProblems, Location, Problem, dotted
from core.yaml_files.yaml_locations import Located, read_yaml

STEP = re.compile(r"\[\d+\]|[^.,\[\]]+")
"""A step of a dotted path, such as pipeline[2].class."""

REFERENCE = "docs/reference/scenario-file.md"


class ScenarioFileError(AttributionError, FileProblems):
    """A scenario file that cannot be used, with every problem of it, at least one."""


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario file that says all that is needed; whether the data do is not known yet.

    Paths in it are relative to `folder`.
    """

    definition: ScenarioDefinition
    folder: Path
    source: Located = field(repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what it says; comments, quotes and values that may be left out do not count.

        Files with equal digests and equal data give equal bundles.
        """
        return content_digest(self.definition)

    def place(self, place: str) -> str:
        """A place with its line, if it is a dotted path of this file; other places stay."""
        key, *_ = STEP.findall(place) or [""]
        if key not in ScenarioDefinition.model_fields:
            return place
        dotted_path = place.partition(",")[0]
        path = tuple(
            int(step[1:-1]) - 1 if step[0] == "[" else step for step in STEP.findall(dotted_path)
        )
        location = self.source.location(path)
        return f"{location.file}, line {location.line}, {place}"


def content_digest(definition: ScenarioDefinition) -> str:
    content = json.dumps(definition.content, ensure_ascii=False, separators=(",", ":"))
    return digest(content.encode())


def read_scenario_file(file: Path) -> ScenarioFile:
    """Raises ScenarioFileError with every mistake of the file itself."""
    try:
        source = read_yaml(file, reference=REFERENCE)
    except FileProblems as error:
        raise ScenarioFileError(error.problems) from error
    if not isinstance(source.value, dict):
        message, remedy = "a scenario is a mapping.", "Begin with `scenario: its-name`."
        raise ScenarioFileError([Problem(Location(file, 1), "", message, remedy)])
    try:
        definition = ScenarioDefinition.model_validate(source.value)
    except ValidationError as error:
        raise _placed(source, list(broken_by(error, source.value, _kind()))) from error
    return ScenarioFile(definition, file.parent, source)


def _placed(source: Located, broken: Sequence[BrokenRule]) -> ScenarioFileError:
    problems = [
        Problem(source.location(rule.path), dotted(rule.path), rule.message, rule.remedy)
        for rule in broken
    ]
    return ScenarioFileError(sorted(problems, key=lambda problem: problem.location.line))


def _kind() -> FileKind:
    return FileKind(REFERENCE, keys=set(_keys(ScenarioDefinition)), patterns=PATTERNS)


def _keys(annotation: Any) -> Iterator[str]:
    """The keys of a model and of all models inside of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, described in annotation.model_fields.items():
            yield described.alias or name
            yield from _keys(described.annotation)
    for inner in typing.get_args(annotation):
        yield from _keys(inner)
