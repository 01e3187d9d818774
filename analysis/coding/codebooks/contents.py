"""Codebooks as contents: as they are, as they were frozen, and for a version to store."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from analysis.coding.codebooks.colours import colour_of
from analysis.coding.codebooks.models import Codebook, CodebookVersion
from analysis.coding.codebooks.theme_records import (
    AreaRecord,
    ThemeRecord,
    area_records,
    records,
    shared_themes,
)
from analysis.statistics.themes.codebook import (
    AreaContent,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)

DECLARED = ("types", "marks", "crossed")
"""The fields of a codebook that its themes go by."""

TUPLES = ("types", "examples", "type_names", "marks", "mark_names", "also_in", "elsewhere")
"""The fields of a theme's record that JSON holds as lists."""


def declared_of(codebook: Codebook) -> dict[str, Any]:
    """What a codebook declares for its themes."""
    return {name: getattr(codebook, name) for name in DECLARED}


def content_of(codebook: Codebook) -> str:
    """Types, marks, areas and shared themes as canonical JSON, for a version to store."""
    content = {
        **declared_of(codebook),
        "areas": [asdict(area) for area in area_records(codebook)],
        "themes": [asdict(theme) for theme in records(shared_themes(codebook))],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)


@lru_cache(maxsize=32)
def frozen_themes(content: str) -> tuple[ThemeRecord, ...]:
    """The themes of a version, cached since every page of a round needs them."""
    return tuple(_theme_of(fields) for fields in json.loads(content)["themes"])


@lru_cache(maxsize=32)
def frozen_areas(content: str) -> tuple[AreaRecord, ...]:
    return tuple(
        AreaRecord(**{**area, "guid": UUID(area["guid"])}) for area in json.loads(content)["areas"]
    )


def _theme_of(fields: dict[str, Any]) -> ThemeRecord:
    lists = {name: tuple(fields[name]) for name in TUPLES}
    return ThemeRecord(**{**fields, **lists, "guid": UUID(fields["guid"])})


def live_codebook(codebook: Codebook) -> CodebookContent:
    """The codebook as it is, for files and for comparing."""
    themes = records(shared_themes(codebook))
    return _as_content(codebook, declared_of(codebook), area_records(codebook), themes)


def exported_codebook(codebook: Codebook) -> CodebookContent:
    """The codebook as it is, with the colours that its pages show."""
    themes = records(shared_themes(codebook))
    colours = {theme.key: colour_of(theme.guid, theme.colour) for theme in themes}
    book = _as_content(codebook, declared_of(codebook), area_records(codebook), themes)
    return book.changed(lambda theme: replace(theme, colour=colours[theme.key]))


def frozen_codebook(version: CodebookVersion) -> CodebookContent:
    content = version.content
    areas, themes = frozen_areas(content), frozen_themes(content)
    return _as_content(version.codebook, json.loads(content), areas, themes)


def _as_content(
    codebook: Codebook,
    declared: Mapping[str, Any],
    areas: Iterable[AreaRecord],
    themes: Iterable[ThemeRecord],
) -> CodebookContent:
    areas, themes = tuple(areas), tuple(themes)
    keys = {str(area.guid): area.key for area in areas}
    keys |= {str(theme.guid): theme.key for theme in themes}
    codes: dict[str, list[ThemeContent]] = defaultdict(list)
    for code in themes:
        if code.parent:
            codes[code.parent].append(as_content(code, keys))
    placed: dict[str, list[ThemeContent]] = defaultdict(list)
    for theme in themes:
        if not theme.parent:
            beneath = tuple(codes[str(theme.guid)])
            placed[theme.area].append(replace(as_content(theme, keys), codes=beneath))
    crossed = declared["crossed"]
    return CodebookContent(
        slug=codebook.slug,
        title=codebook.title,
        language=codebook.language,
        description=codebook.description,
        areas=tuple(
            AreaContent(
                area.key, area.name, area.description, tuple(placed[area.name]), area.parent
            )
            for area in areas
        ),
        themes=tuple(placed[""]),
        types=tuple(ThemeType(**type_) for type_ in declared["types"]),
        marks=tuple(Mark(**mark) for mark in declared["marks"]),
        crossed=(crossed[0], crossed[1]) if crossed else None,
    )


def as_content(theme: ThemeRecord, keys: Mapping[str, str]) -> ThemeContent:
    """A theme without its codes; `keys` are those of areas and themes by GUID."""
    further = tuple(keys[guid] for guid in theme.also_in if guid in keys)
    return ThemeContent(
        key=theme.key,
        name=theme.name,
        types=theme.types,
        definition=theme.definition,
        include=theme.include,
        exclude=theme.exclude,
        examples=theme.examples,
        marks=theme.marks,
        also_in=() if theme.parent else further,
        also_under=further if theme.parent else (),
    )
