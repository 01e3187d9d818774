"""Writes a scenario file for its owner to edit, with comments above what was guessed."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from attribution.effects.selection import ErrorSelection
from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.kinds import AnyData, class_names
from attribution.scenario_files.data.series import SeriesData
from attribution.scenario_files.data.texts import TextsData
from attribution.scenario_files.definition import ScenarioDefinition
from attribution.scenario_files.model import default_model
from attribution.scenario_files.reading import REFERENCE
from core.yaml_files.problems import KeyPath

WIDEST = 96
"""Characters of the longest line that is not broken."""

ALPHA_OF_WORDS = 0.001

DEEP = 3
"""Levels from which on a mapping that holds others may stand on one line."""

HEAD = """\
# A scenario: data, a model, and what is done to the training data.
# Look through what was guessed, then run it: needfinder attribute {file}
# {reference} lists the keys.
"""

COMMENTS: dict[KeyPath, str] = {
    ("source",): "Where the data come from, and their licence; people read it beside the samples.",
    ("data", "sha256"): "Of the data as they were read; a run refuses others. Delete it if you "
    "change them.",
    ("split",): "What is set aside for testing, drawn so that each class keeps its share.",
    ("model",): "What is retrained.",
    ("errors",): "Which of the model's errors people see: the most common confusions, and how many "
    "examples of each.",
    ("seeds",): "How often everything is trained; with fewer than ten, a test says little.",
}


def drafted_definition(data: AnyData, name: str, source: str) -> ScenarioDefinition:
    """The scenario of described data with the model that is usual for them.

    Words of texts have small inputs, which are regularised less.
    """
    if isinstance(data, ImagesData):
        model = None
    elif isinstance(data, TextsData):
        model = default_model(len(class_names(data)), ALPHA_OF_WORDS)
    else:
        model = default_model(len(class_names(data)))
    return ScenarioDefinition(scenario=name, source=source, data=data, model=model)


def draft_text(
    definition: ScenarioDefinition, file: str, comments: Mapping[KeyPath, str] | None = None
) -> str:
    """The text of a scenario file that is called `file`; equal input gives equal text.

    `comments` stand above the keys of their paths, beside those of every draft.
    """
    lines = _lines(_shown(definition), (), {**COMMENTS, **(comments or {})})
    return HEAD.format(file=file, reference=REFERENCE) + "\n" + "\n".join(lines) + "\n"


def _shown(definition: ScenarioDefinition) -> dict[str, Any]:
    """The content, with the values that are likely to be changed though they could be left out."""
    content = definition.content
    split, errors = content.get("split", {}), content.get("errors", {})
    usual = ErrorSelection.of_the_paper(len(class_names(definition.data)))
    if not {"column", "file"} & split.keys():
        split = {"test_share": definition.split.test_share, "seed": definition.split.seed} | split
    if "samples" not in errors:
        errors = {"types": usual.types, "examples": definition.errors.examples} | errors
    shown = {key: content[key] for key in ("scenario", "source", "data")}
    if isinstance(definition.data, SeriesData):
        shown["data"] = shown["data"] | _axes(definition.data)
    shown |= {"split": split, "model": content.get("model"), "errors": errors}
    shown |= {"seeds": definition.seeds} | {k: v for k, v in content.items() if k not in shown}
    return {key: value for key, value in shown.items() if value is not None}


def _axes(data: SeriesData) -> dict[str, Any]:
    """What people read of the axes, with units to be filled in."""
    axes = {"horizontal": data.horizontal, "vertical": data.vertical}
    return {name: axis.model_dump(exclude_none=True) for name, axis in axes.items()}


def _lines(value: Any, path: KeyPath, comments: Mapping[KeyPath, str]) -> Iterator[str]:
    """Block style, or flow style for what fits a line and has no comment inside."""
    indent = "  " * len(path)
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        here = (*path, key)
        width = WIDEST - len(indent) - 2
        yield from (f"{indent}# {line}" for line in _wrapped(comments.get(here, ""), width))
        head = f"{indent}-" if isinstance(key, int) else f"{indent}{_scalar(key)}:"
        line = f"{head} {_flow(inner)}"
        if not isinstance(inner, dict | list) or not inner or _fits(line, inner, here, comments):
            yield line
        elif isinstance(key, int):
            yield from _entry(_lines(inner, here, comments))
        else:
            yield head
            yield from _lines(inner, here, comments)


def _entry(lines: Iterator[str]) -> Iterator[str]:
    """Lines of an entry of a list, the first one that is no comment behind a dash."""
    begun = False
    for line in lines:
        if begun or line.lstrip().startswith("#"):
            yield line
        else:
            place = len(line) - len(line.lstrip()) - 2
            yield f"{' ' * place}- {line.lstrip()}"
            begun = True


def _fits(line: str, value: Any, path: KeyPath, comments: Mapping[KeyPath, str]) -> bool:
    has_comment = any(known[: len(path)] == path and known != path for known in comments)
    inner = value.values() if isinstance(value, dict) else value
    is_deep = any(isinstance(one, dict | list) and one for one in inner)
    return len(line) <= WIDEST and not has_comment and not (is_deep and len(path) < DEEP)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(v)}" for key, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Plain where every reader of YAML takes it for the same text or number, else in quotes."""
    if value is None:
        return "null"
    if not isinstance(value, str):
        return json.dumps(value)
    plain = (
        value.replace("_", "").replace("-", "").replace(" ", "").replace(".", "").replace("/", "")
    )
    if plain.isalnum() and value == value.strip() and _is_text(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in quoted)


def _is_text(value: str) -> bool:
    try:
        return bool(yaml.safe_load(value) == value)
    except (yaml.YAMLError, ValueError):
        return False


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line
