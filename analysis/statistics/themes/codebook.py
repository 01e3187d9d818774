"""A codebook: the themes that coders look for, in areas, each with the rules for coding it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


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
    the theme and when not to; they are empty where the codebook does not say.
    """

    key: str
    name: str
    kinds: tuple[Kind, ...] = (Kind.OTHER,)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return self.kinds[0]


@dataclass(frozen=True)
class AreaContent:
    """An area with its own themes; `parent` is the key of the area around it, empty without one."""

    key: str
    name: str
    description: str = ""
    themes: tuple[ThemeContent, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class CodebookContent:
    """`themes` are those outside of every area. Keys are unique among areas and among themes.

    An area comes before the areas inside it.
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
