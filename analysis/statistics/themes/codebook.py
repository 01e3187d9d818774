"""A codebook: the themes that coders look for, in areas, each with the rules for coding it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

WITHIN = " › "
"""Between the names of an area and of one inside it."""

LONGEST_NAME = 200
LONGEST_KEY = 50
DEEPEST = 30
"""How many areas may lie in one another."""


class Kind(StrEnum):
    """What a theme is about (paper, appendix D: the word in brackets before its name)."""

    HYPOTHESIS = "hypothesis"
    ACTION = "action"
    METRIC = "metric"
    NUMBER_OF_SAMPLES = "number_of_samples"
    OTHER = "other"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class ThemeContent:
    """A theme, identified by a `key` that stays when everything else changes.

    `kinds` has at least one member, the main one first. `include` and `exclude` say when to code
    the theme and when not to; they are empty where the codebook does not say. `colour` is such as
    #0072B2, for files that have one.
    """

    key: str
    name: str
    kinds: tuple[Kind, ...] = (Kind.OTHER,)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    colour: str = ""

    @property
    def kind(self) -> Kind:
        return self.kinds[0]


@dataclass(frozen=True)
class AreaContent:
    """An area with the themes right inside it; `parent` is the key of the area around it."""

    key: str
    name: str
    description: str = ""
    themes: tuple[ThemeContent, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class CodebookContent:
    """Areas are in reading order, each before those inside it; `themes` are outside of all.

    Keys are unique among areas and among themes.
    """

    slug: str
    title: str
    language: str = "en"
    description: str = ""
    areas: tuple[AreaContent, ...] = ()
    themes: tuple[ThemeContent, ...] = ()

    def placed(self) -> Iterator[tuple[AreaContent | None, ThemeContent]]:
        """Every theme with its area in the order of the codebook, those without an area last."""
        for area in self.areas:
            for theme in area.themes:
                yield area, theme
        for theme in self.themes:
            yield None, theme

    def changed(self, change: Callable[[ThemeContent], ThemeContent]) -> "CodebookContent":
        """The codebook with every theme changed."""
        areas = tuple(replace(area, themes=tuple(map(change, area.themes))) for area in self.areas)
        return replace(self, areas=areas, themes=tuple(map(change, self.themes)))

    def path(self, area: AreaContent) -> tuple[str, ...]:
        """The names of the areas around an area, outermost first, and its own."""
        areas = {other.key: other for other in self.areas}
        names = [area.name]
        while area.parent:
            area = areas[area.parent]
            names.insert(0, area.name)
        return tuple(names)
