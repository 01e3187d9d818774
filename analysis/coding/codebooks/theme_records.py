"""Themes and areas as records, of the codebook as it is and of frozen versions."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from analysis.coding.codebooks.models import Codebook, CodebookVersion, Standing, Theme, ThemeArea
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent


@dataclass(frozen=True)
class ThemeRecord:
    """A theme; `area` is the name of its area, empty where it waits to be placed in one.

    `colour` is such as #0072B2, and empty where nobody chose one. `proposed` says that it was
    proposed in a round and is not in the codebook yet.
    """

    guid: UUID
    key: str
    name: str
    kinds: tuple[str, ...]
    area: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    colour: str
    proposed: bool = False

    @property
    def kind(self) -> Kind:
        return Kind(self.kinds[0])


@dataclass(frozen=True)
class AreaRecord:
    """An area; `parent` is the key of the area around it, empty without one."""

    guid: UUID
    key: str
    name: str
    description: str
    parent: str = ""


def shared_themes(codebook: Codebook) -> QuerySet[Theme]:
    """The themes in the codebook, in reading order."""
    themes = Theme.objects.filter(codebook=codebook, standing=Standing.SHARED)
    return in_reading_order(themes)


def in_reading_order(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Themes area by area; those without an area come last."""
    area = F("area__position").asc(nulls_last=True)
    return themes.select_related("area").order_by(area, "area__pk", "position", "pk")


def record(theme: Theme) -> ThemeRecord:
    return ThemeRecord(
        guid=theme.guid,
        key=theme.key,
        name=theme.name,
        kinds=tuple(theme.kinds),
        area=theme.area.name if theme.area else "",
        definition=theme.definition,
        include=theme.include,
        exclude=theme.exclude,
        examples=tuple(theme.examples),
        colour=theme.colour,
        proposed=theme.standing == Standing.PROPOSED,
    )


def area_records(codebook: Codebook) -> tuple[AreaRecord, ...]:
    return tuple(
        AreaRecord(
            guid=area.guid,
            key=area.key,
            name=area.name,
            description=area.description,
            parent=area.parent.key if area.parent else "",
        )
        for area in ThemeArea.objects.filter(codebook=codebook).select_related("parent")
    )


def content_of(codebook: Codebook) -> str:
    """Areas and shared themes as canonical JSON, for a version to store."""
    content = {
        "areas": [asdict(area) for area in area_records(codebook)],
        "themes": [asdict(record(theme)) for theme in shared_themes(codebook)],
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
    lists = {name: tuple(fields[name]) for name in ("kinds", "examples")}
    return ThemeRecord(**{**fields, **lists, "guid": UUID(fields["guid"])})


def live_codebook(codebook: Codebook) -> CodebookContent:
    """The codebook as it is, for files and for comparing."""
    themes = [record(theme) for theme in shared_themes(codebook)]
    return _as_content(codebook, area_records(codebook), themes)


def frozen_codebook(version: CodebookVersion) -> CodebookContent:
    content = version.content
    return _as_content(version.codebook, frozen_areas(content), frozen_themes(content))


def _as_content(
    codebook: Codebook, areas: Iterable[AreaRecord], themes: Iterable[ThemeRecord]
) -> CodebookContent:
    placed: dict[str, list[ThemeContent]] = defaultdict(list)
    for theme in themes:
        placed[theme.area].append(as_content(theme))
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
    )


def as_content(theme: ThemeRecord) -> ThemeContent:
    return ThemeContent(
        key=theme.key,
        name=theme.name,
        kinds=tuple(map(Kind, theme.kinds)),
        definition=theme.definition,
        include=theme.include,
        exclude=theme.exclude,
        examples=theme.examples,
    )
