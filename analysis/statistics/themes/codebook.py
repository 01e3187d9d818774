"""A codebook: the themes that coders look for, in areas, each with the rules for coding it.

Codes may lie beneath a theme. They are coded like themes, and whoever holds a code holds its themes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

WITHIN = " › "
"""Between the names of an area and of one inside it, and of a theme and a code beneath it."""

LONGEST_NAME = 200
LONGEST_KEY = 50
LONGEST_SYMBOL = 2
DEEPEST = 30
"""How many areas may lie in one another."""

STAR = "★"


@dataclass(frozen=True)
class ThemeType:
    """What a theme can be about, such as a hypothesis; each codebook has types of its own."""

    key: str
    name: str


@dataclass(frozen=True)
class Mark:
    """What sets some themes apart, such as the paper's star for those about training data."""

    key: str
    name: str
    symbol: str = STAR


@dataclass(frozen=True)
class ThemeContent:
    """A theme or a code, identified by a `key` that stays when everything else changes.

    `types` and `marks` are keys of the codebook's, the main type first. `include` and `exclude` say
    when to code the theme and when not to; they are empty where the codebook does not say. `colour`
    is such as #0072B2, for files that have one. `also_in` are the keys of the further areas that a
    theme stands in. `codes` are those beneath it, which have no codes themselves; `also_under` are
    the keys of the further themes that a code stands under.
    """

    key: str
    name: str
    types: tuple[str, ...] = ()
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    colour: str = ""
    marks: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    codes: tuple["ThemeContent", ...] = ()
    also_under: tuple[str, ...] = ()


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

    Keys are unique among areas, among types, among marks, and among themes and codes together.
    `crossed` are the types whose themes reports lay against each other.
    """

    slug: str
    title: str
    language: str = "en"
    description: str = ""
    areas: tuple[AreaContent, ...] = ()
    themes: tuple[ThemeContent, ...] = ()
    types: tuple[ThemeType, ...] = ()
    marks: tuple[Mark, ...] = ()
    crossed: tuple[str, str] | None = None

    def placed(self) -> Iterator[tuple[AreaContent | None, ThemeContent]]:
        """Every theme once, in its first area, in the order of the codebook.

        Those without an area come last; codes are not among them.
        """
        for area in self.areas:
            for theme in area.themes:
                yield area, theme
        for theme in self.themes:
            yield None, theme

    def codes(self) -> Iterator[tuple[ThemeContent, ThemeContent]]:
        """Every code once, with its first theme."""
        for _area, theme in self.placed():
            for code in theme.codes:
                yield theme, code

    def codable(self) -> Iterator[ThemeContent]:
        """Every theme, followed by the codes beneath it."""
        for _area, theme in self.placed():
            yield theme
            yield from theme.codes

    @property
    def themes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the themes that each code stands under, by the key of the code."""
        return {code.key: (theme.key, *code.also_under) for theme, code in self.codes()}

    def codes_beneath(self, theme: ThemeContent) -> tuple[ThemeContent, ...]:
        """The codes of a theme, with those that have another first theme, in order."""
        themes = self.themes_of
        return tuple(code for _first, code in self.codes() if theme.key in themes[code.key])

    def areas_of(self, theme: ThemeContent) -> tuple[AreaContent, ...]:
        """The area that a theme stands in first, and its further ones; none outside of areas."""
        areas = {area.key: area for area in self.areas}
        first = (area for area, placed in self.placed() if area and placed.key == theme.key)
        return (*first, *(areas[key] for key in theme.also_in))

    def themes_in(self, area: AreaContent) -> tuple[ThemeContent, ...]:
        """The themes of an area, and then those that stand in another one first."""
        further = (theme for _area, theme in self.placed() if area.key in theme.also_in)
        return (*area.themes, *further)

    def type_name(self, key: str) -> str:
        """The name of a type, or its key where the codebook does not declare it."""
        return next((type_.name for type_ in self.types if type_.key == key), key)

    def type_names(self, theme: ThemeContent) -> tuple[str, ...]:
        return tuple(map(self.type_name, theme.types))

    def marks_of(self, theme: ThemeContent) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.key in theme.marks)

    def symbols(self, theme: ThemeContent) -> str:
        """The symbols of its marks, such as ★."""
        return "".join(mark.symbol for mark in self.marks_of(theme))

    def changed(self, change: Callable[[ThemeContent], ThemeContent]) -> "CodebookContent":
        """The codebook with every theme and every code changed."""

        def all_changed(themes: tuple[ThemeContent, ...]) -> tuple[ThemeContent, ...]:
            return tuple(
                replace(change(theme), codes=tuple(map(change, theme.codes))) for theme in themes
            )

        areas = tuple(replace(area, themes=all_changed(area.themes)) for area in self.areas)
        return replace(self, areas=areas, themes=all_changed(self.themes))

    def path(self, area: AreaContent) -> tuple[str, ...]:
        """The names of the areas around an area, outermost first, and its own."""
        areas = {other.key: other for other in self.areas}
        names = [area.name]
        while area.parent:
            area = areas[area.parent]
            names.insert(0, area.name)
        return tuple(names)
