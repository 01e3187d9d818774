"""Themes, codes and areas as records, of the codebook as it is and of frozen versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from analysis.coding.codebooks.models import Codebook, Standing, Theme, ThemeArea
from analysis.statistics.themes.codebook import WITHIN

RELATED = ("area", "parent__area", "codebook")
"""What the record of a theme is made of beside its own row."""


@dataclass(frozen=True)
class ThemeRecord:
    """A theme, or a code beneath one.

    `types` and `marks` are keys that its codebook declares, `type_names` and `mark_names` their
    names, and `symbols` the signs of the marks. `area` is the name of its area, empty where it
    waits to be placed in one; a code has that of its theme. `around` are the names of the areas
    around that, outermost first, such as Causes › Data. `colour` is such as #0072B2, and empty
    where nobody chose one. `proposed` says that it was proposed in a round and is not in the
    codebook yet. `parent` is the GUID of a code's theme and `beneath` its name, empty for a theme;
    `also_in` are the GUIDs of further areas, or of a code's further themes, and `elsewhere` their
    names.
    """

    guid: UUID
    key: str
    name: str
    types: tuple[str, ...]
    area: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    colour: str
    proposed: bool = False
    around: str = ""
    type_names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    mark_names: tuple[str, ...] = ()
    symbols: str = ""
    parent: str = ""
    beneath: str = ""
    also_in: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its area with the areas around it, such as Causes › Data › Labels."""
        return f"{self.around}{WITHIN}{self.area}" if self.around else self.area

    @property
    def full_name(self) -> str:
        """The name of a code behind that of its theme."""
        return f"{self.beneath}{WITHIN}{self.name}" if self.beneath else self.name

    @property
    def themes(self) -> tuple[str, ...]:
        """The GUIDs of what it counts as: of itself, or of the themes of a code."""
        return (self.parent, *self.also_in) if self.parent else (str(self.guid),)


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
    """The themes in the codebook in reading order, each before the codes beneath it."""
    themes = Theme.objects.filter(codebook=codebook, standing=Standing.SHARED)
    return in_reading_order(themes)


def with_codes(codebook: Codebook, guid: UUID | None) -> list[UUID]:
    """A theme and the codes that count as it, by GUID, also those that are new in a round."""
    if guid is None:
        return []
    codes = Theme.objects.filter(codebook=codebook, parent__isnull=False)
    rows = codes.values_list("guid", "parent__guid", "also_in")
    return [guid, *(code for code, above, also in rows if above == guid or str(guid) in also)]


def in_reading_order(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Themes area by area, each before its codes; those without an area come last."""
    return themes.select_related(*RELATED).order_by(
        Coalesce("area__position", "parent__area__position").asc(nulls_last=True),
        Coalesce("area__pk", "parent__area__pk"),
        Coalesce("parent__position", "position"),
        Coalesce("parent__pk", "pk"),
        F("parent__pk").asc(nulls_first=True),
        "position",
        "pk",
    )


def records(themes: Iterable[Theme]) -> tuple[ThemeRecord, ...]:
    """The themes of a codebook, with what is around their areas, and where else they stand.

    One query where areas nest, or where themes stand in several, and none otherwise.
    """
    listed = list(themes)
    names = {str(theme.guid): theme.name for theme in listed}
    further = {guid for theme in listed for guid in theme.also_in if guid not in names}
    areas = [area_of(theme) for theme in listed]
    around: Mapping[int, str] = {}
    if further or any(area and area.parent_id for area in areas):
        there = list(ThemeArea.objects.filter(codebook=listed[0].codebook_id))
        names |= {str(area.guid): area.name for area in there}
        around = _names_around(there)
    return tuple(
        replace(
            record(theme),
            around=around.get(area.pk, "") if area else "",
            elsewhere=tuple(names[guid] for guid in theme.also_in if guid in names),
        )
        for theme, area in zip(listed, areas, strict=True)
    )


def _names_around(listed: Iterable[ThemeArea]) -> dict[int, str]:
    """The names of the areas around each area, by its primary key."""
    areas = {area.pk: area for area in listed}

    def names(pk: int | None) -> list[str]:
        return [] if pk is None else [*names(areas[pk].parent_id), areas[pk].name]

    return {pk: WITHIN.join(names(area.parent_id)) for pk, area in areas.items()}


def area_of(theme: Theme) -> ThemeArea | None:
    """The area that a theme lies in, or the theme of a code."""
    return theme.parent.area if theme.parent else theme.area


def record(theme: Theme) -> ThemeRecord:
    """One theme, without what is around its area and the names of where else it stands."""
    area, book = area_of(theme), theme.codebook
    types = {declared["key"]: declared["name"] for declared in book.types}
    marks = [declared for declared in book.marks if declared["key"] in theme.marks]
    return ThemeRecord(
        guid=theme.guid,
        key=theme.key,
        name=theme.name,
        types=tuple(key for key in theme.types if key in types),
        area=area.name if area else "",
        definition=theme.definition,
        include=theme.include,
        exclude=theme.exclude,
        examples=tuple(theme.examples),
        colour=theme.colour,
        proposed=theme.standing == Standing.PROPOSED,
        type_names=tuple(types[key] for key in theme.types if key in types),
        marks=tuple(mark["key"] for mark in marks),
        mark_names=tuple(mark["name"] for mark in marks),
        symbols="".join(mark["symbol"] for mark in marks),
        parent=str(theme.parent.guid) if theme.parent else "",
        beneath=theme.parent.name if theme.parent else "",
        also_in=tuple(theme.also_in),
    )


def area_records(codebook: Codebook) -> tuple[AreaRecord, ...]:
    """The areas in reading order, each before those inside it."""
    areas = ThemeArea.objects.filter(codebook=codebook).select_related("parent")
    around = _names_around(areas)
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
