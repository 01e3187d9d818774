"""Reads codebook files; docs/reference/codebook-file.md lists their keys."""

from pathlib import Path

from analysis.coding.codebooks.colours import is_colour
from analysis.coding.codebooks.file_references import (
    read_crossed,
    read_marks,
    read_types,
    refuse_unknown,
)
from analysis.coding.codebooks.file_values import REFERENCE, Values
from analysis.errors import CodebookFileError
from analysis.statistics.themes.codebook import (
    DEEPEST,
    AreaContent,
    CodebookContent,
    ThemeContent,
)
from core.yaml_files.files import ON_DISK, Files
from core.yaml_files.problems import FileProblems, KeyPath, Problem, dotted
from core.yaml_files.yaml_locations import read_yaml
from survey.design.fields import KEY, LANGUAGE, SLUG

MOST_THEMES = 1_000
"""Codes among them."""

OF_A_THEME_OR_CODE = (
    "key",
    "name",
    "type",
    "definition",
    "include",
    "exclude",
    "examples",
    "colour",
    "marks",
)


def read_codebook(file: Path, files: Files = ON_DISK) -> CodebookContent:
    """The codebook a file describes; `files` says where it lies.

    Raises CodebookFileError with every problem found, each with its line and what to do.
    """
    try:
        source = read_yaml(file, reference=REFERENCE, files=files)
    except FileProblems as problem:
        raise CodebookFileError(str(problem)) from problem
    values = Values(source.value)
    codebook = _codebook(values)
    placed = _with_paths(codebook)
    _refuse_repetitions(values, codebook, placed)
    _refuse_wrong_parents(values, codebook.areas)
    refuse_unknown(values, codebook, placed)
    if values.broken:
        problems = [
            Problem(source.location(rule.path), dotted(rule.path), rule.message, rule.remedy)
            for rule in values.broken
        ]
        problems.sort(key=lambda problem: problem.location.line)
        raise CodebookFileError("\n".join(map(str, problems)))
    return codebook


def _codebook(values: Values) -> CodebookContent:
    values.keys(
        (),
        *("codebook", "title", "language", "description"),
        *("types", "crossed", "marks", "areas", "themes"),
    )
    types = read_types(values)
    codebook = CodebookContent(
        slug=values.text(("codebook",), pattern=SLUG, required=True),
        title=values.line(("title",), required=True),
        language=values.text(("language",), pattern=LANGUAGE) or "en",
        description=values.text(("description",)),
        areas=tuple(_area(values, path) for path in values.entries(("areas",))),
        themes=_themes(values, ()),
        types=types,
        marks=read_marks(values),
        crossed=read_crossed(values, types),
    )
    number = sum(1 for _ in codebook.codable())
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


def _theme(values: Values, path: KeyPath, *, is_code: bool = False) -> ThemeContent:
    further = ("also_under",) if is_code else ("also_in", "codes")
    values.keys(path, *OF_A_THEME_OR_CODE, *further)
    codes = () if is_code else tuple(values.entries((*path, "codes")))
    return ThemeContent(
        key=values.text((*path, "key"), pattern=KEY, required=True),
        name=values.line((*path, "name"), required=True),
        types=values.keys_named((*path, "type")),
        definition=values.text((*path, "definition")),
        include=values.text((*path, "include")),
        exclude=values.text((*path, "exclude")),
        examples=tuple(values.text(entry) for entry in values.texts((*path, "examples"))),
        colour=_colour(values, (*path, "colour")),
        marks=values.keys_named((*path, "marks")),
        also_in=() if is_code else values.keys_named((*path, "also_in")),
        codes=tuple(_theme(values, code, is_code=True) for code in codes),
        also_under=values.keys_named((*path, "also_under")) if is_code else (),
    )


def _colour(values: Values, path: KeyPath) -> str:
    colour = values.text(path)
    if colour and not is_colour(colour):
        values.report(path, f"{colour[:60]} is no colour.", 'Write one such as "#0072B2".')
        return ""
    return colour


def _with_paths(codebook: CodebookContent) -> list[tuple[KeyPath, ThemeContent]]:
    """Every theme and every code with its path in the file."""
    themes: list[tuple[KeyPath, ThemeContent]] = []
    for at, area in enumerate(codebook.areas):
        themes += [(("areas", at, "themes", i), theme) for i, theme in enumerate(area.themes)]
    themes += [(("themes", i), theme) for i, theme in enumerate(codebook.themes)]
    codes = [
        ((*path, "codes", i), code) for path, theme in themes for i, code in enumerate(theme.codes)
    ]
    return themes + codes


def _refuse_repetitions(
    values: Values, codebook: CodebookContent, placed: list[tuple[KeyPath, ThemeContent]]
) -> None:
    """Coders could not tell two themes of one name apart, nor could the data two of one key."""
    areas: list[tuple[KeyPath, AreaContent]] = [
        (("areas", at), area) for at, area in enumerate(codebook.areas)
    ]
    for entries in (areas, placed):
        values.report_repeated([((*path, "key"), entry.key) for path, entry in entries], "key")
        values.report_repeated([((*path, "name"), entry.name) for path, entry in entries], "name")
