"""Themes and areas as records, of the codebook as it is and of frozen versions."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from analysis.coding.codebooks.colours import colour_of
from analysis.coding.codebooks.models import Codebook, CodebookVersion, Standing, Theme, ThemeArea
from analysis.statistics.themes.codebook import (
    WITHIN,
    AreaContent,
    CodebookContent,
    Kind,
    ThemeContent,
)


@dataclass(frozen=True)
class ThemeRecord:
    """A theme; `area` is the name of its area, empty where it waits to be placed in one.

    `around` are the names of the areas around that, outermost first, such as Causes › Data.
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
    around: str = ""

    @property
    def kind(self) -> Kind:
        return Kind(self.kinds[0])

    @property
    def path(self) -> str:
        """Its area with the areas around it, such as Causes › Data › Labels."""
        return f"{self.around}{WITHIN}{self.area}" if self.around else self.area


@dataclass(frozen=True)
class AreaRecord:
    """An area; `parent` is the key of the area around it, `around` are the names of all of them."""

    guid: UUID
    key: str
    name: str
    description: str
    parent: str = ""
    around: str = ""

    @property
    def path(self) -> str:
        return f"{self.around}{WITHIN}{self.name}" if self.around else self.name


def shared_themes(codebook: Codebook) -> QuerySet[Theme]:
    """The themes in the codebook, in reading order."""
    themes = Theme.objects.filter(codebook=codebook, standing=Standing.SHARED)
    return in_reading_order(themes)


def in_reading_order(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Themes area by area; those without an area come last."""
    area = F("area__position").asc(nulls_last=True)
    return themes.select_related("area").order_by(area, "area__pk", "position", "pk")


def records(themes: Iterable[Theme]) -> tuple[ThemeRecord, ...]:
    """The themes of a codebook, with what is around their areas; one query where areas nest."""
    listed = list(themes)
    nested = any(theme.area and theme.area.parent_id for theme in listed)
    around = _names_around(listed[0].codebook_id) if nested else {}
    return tuple(
        replace(record(theme), around=around.get(theme.area_id or 0, "")) for theme in listed
    )


def _names_around(codebook: int) -> dict[int, str]:
    """The names of the areas around each area, by its primary key."""
    areas = {area.pk: area for area in ThemeArea.objects.filter(codebook=codebook)}

    def names(pk: int | None) -> list[str]:
        return [] if pk is None else [*names(areas[pk].parent_id), areas[pk].name]

    return {pk: WITHIN.join(names(area.parent_id)) for pk, area in areas.items()}


def record(theme: Theme) -> ThemeRecord:
    """One theme, without what is around its area."""
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
    """The areas in reading order, each before those inside it."""
    areas = ThemeArea.objects.filter(codebook=codebook).select_related("parent")
    around = _names_around(codebook.pk)
    return tuple(
        AreaRecord(
            guid=area.guid,
            key=area.key,
            name=area.name,
            description=area.description,
            parent=area.parent.key if area.parent else "",
            around=around[area.pk],
        )
        for area in areas
    )


def content_of(codebook: Codebook) -> str:
    """Areas and shared themes as canonical JSON, for a version to store."""
    content = {
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
    lists = {name: tuple(fields[name]) for name in ("kinds", "examples")}
    return ThemeRecord(**{**fields, **lists, "guid": UUID(fields["guid"])})


def live_codebook(codebook: Codebook) -> CodebookContent:
    """The codebook as it is, for files and for comparing."""
    return _as_content(codebook, area_records(codebook), records(shared_themes(codebook)))


def exported_codebook(codebook: Codebook) -> CodebookContent:
    """The codebook as it is, with the colours that its pages show."""
    themes = records(shared_themes(codebook))
    colours = {theme.key: colour_of(theme.guid, theme.colour) for theme in themes}
    book = _as_content(codebook, area_records(codebook), themes)
    return book.changed(lambda theme: replace(theme, colour=colours[theme.key]))


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
