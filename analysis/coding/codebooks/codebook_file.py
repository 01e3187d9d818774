"""Reads codebook files; docs/reference/codebook-file.md lists their keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.coding.codebooks.colours import is_colour
from analysis.coding.codebooks.file_values import REFERENCE, Values
from analysis.errors import CodebookFileError
from analysis.statistics.themes.codebook import (
    DEEPEST,
    AreaContent,
    CodebookContent,
    Kind,
    ThemeContent,
)
from survey.design.fields import KEY, LANGUAGE, SLUG
from survey.design.problems import KeyPath, Problem, StudyFileError, dotted
from survey.design.yaml_locations import read_yaml

MOST_THEMES = 1_000
KINDS = ", ".join(Kind)


def read_codebook(file: Path) -> CodebookContent:
    """The codebook a file describes.

    Raises CodebookFileError with every problem found, each with its line and what to do.
    """
    try:
        source = read_yaml(file, reference=REFERENCE)
    except StudyFileError as problem:
        raise CodebookFileError(str(problem)) from problem
    values = Values(source.value)
    codebook = _codebook(values)
    _refuse_repetitions(values, codebook)
    _refuse_wrong_parents(values, codebook.areas)
    if values.broken:
        problems = [
            Problem(source.location(rule.path), dotted(rule.path), rule.message, rule.remedy)
            for rule in values.broken
        ]
        problems.sort(key=lambda problem: problem.location.line)
        raise CodebookFileError("\n".join(map(str, problems)))
    return codebook


def _codebook(values: Values) -> CodebookContent:
    values.keys((), "codebook", "title", "language", "description", "areas", "themes")
    areas = tuple(_area(values, path) for path in values.entries(("areas",)))
    codebook = CodebookContent(
        slug=values.text(("codebook",), pattern=SLUG, required=True),
        title=values.line(("title",), required=True),
        language=values.text(("language",), pattern=LANGUAGE) or "en",
        description=values.text(("description",)),
        areas=areas,
        themes=_themes(values, ()),
    )
    number = sum(1 for _ in codebook.placed())
    if not number:
        values.report((), "this codebook has no themes.", "Write at least one, with key and name.")
    if number > MOST_THEMES:
        values.report((), f"these are {number} themes.", f"Keep at most {MOST_THEMES:,}.")
    return codebook


def _area(values: Values, path: KeyPath) -> AreaContent:
    values.keys(path, "key", "name", "parent", "description", "themes")
    return AreaContent(
        key=values.text((*path, "key"), pattern=KEY, required=True),
        name=values.line((*path, "name"), required=True),
        description=values.text((*path, "description")),
        themes=_themes(values, path),
        parent=values.text((*path, "parent"), pattern=KEY),
    )


def _refuse_wrong_parents(values: Values, areas: tuple[AreaContent, ...]) -> None:
    depths = {"": 0}
    for at, area in enumerate(areas):
        path = ("areas", at, "parent")
        if area.parent not in depths:
            message = f"there is no area {area.parent[:60]} before this one."
            values.report(path, message, "Name the key of an area that stands above.")
        elif depths[area.parent] == DEEPEST:
            values.report(path, f"areas lie deeper than {DEEPEST}.", "Flatten them.")
        depths[area.key] = depths.get(area.parent, 0) + 1


def _themes(values: Values, path: KeyPath) -> tuple[ThemeContent, ...]:
    return tuple(_theme(values, entry) for entry in values.entries((*path, "themes")))


def _theme(values: Values, path: KeyPath) -> ThemeContent:
    values.keys(
        path, "key", "name", "type", "definition", "include", "exclude", "examples", "colour"
    )
    return ThemeContent(
        key=values.text((*path, "key"), pattern=KEY, required=True),
        name=values.line((*path, "name"), required=True),
        kinds=tuple(_kinds(values, (*path, "type"))) or (Kind.OTHER,),
        definition=values.text((*path, "definition")),
        include=values.text((*path, "include")),
        exclude=values.text((*path, "exclude")),
        examples=tuple(values.text(entry) for entry in values.texts((*path, "examples"))),
        colour=_colour(values, (*path, "colour")),
    )


def _colour(values: Values, path: KeyPath) -> str:
    colour = values.text(path)
    if colour and not is_colour(colour):
        values.report(path, f"{colour[:60]} is no colour.", 'Write one such as "#0072B2".')
        return ""
    return colour


def _kinds(values: Values, path: KeyPath) -> Iterator[Kind]:
    seen: set[Any] = set()
    for entry in values.texts(path):
        kind = values.text(entry).replace(" ", "_")
        if kind not in set(Kind):
            values.report(
                entry, f"{kind or 'nothing'} is no type of theme.", f"Use one of: {KINDS}."
            )
        elif kind in seen:
            values.report(entry, f"{kind} is named more than once.", "Keep one of them.")
        else:
            seen.add(kind)
            yield Kind(kind)


def _refuse_repetitions(values: Values, codebook: CodebookContent) -> None:
    """Coders could not tell two themes of one name apart, nor could the data two of one key."""
    areas: list[tuple[KeyPath, AreaContent]] = []
    themes: list[tuple[KeyPath, ThemeContent]] = []
    for at, area in enumerate(codebook.areas):
        areas.append((("areas", at), area))
        themes += [(("areas", at, "themes", i), theme) for i, theme in enumerate(area.themes)]
    themes += [(("themes", i), theme) for i, theme in enumerate(codebook.themes)]
    for entries in (areas, themes):
        values.report_repeated([((*path, "key"), entry.key) for path, entry in entries], "key")
        values.report_repeated([((*path, "name"), entry.name) for path, entry in entries], "name")
