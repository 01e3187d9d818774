"""A codebook: what coders look for, in theme areas, each theme with the rules for coding it."""

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
    """`key` stays when everything else changes; `kinds` has one member or more, the main one first.

    `include` and `exclude` say when to code it and when not to; empty where nothing is said.
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
    key: str
    name: str
    description: str = ""
    themes: tuple[ThemeContent, ...] = ()


@dataclass(frozen=True)
class CodebookContent:
    """`themes` are those outside of every area; keys are unique, of areas and themes apart."""

    slug: str
    title: str
    language: str = "en"
    description: str = ""
    areas: tuple[AreaContent, ...] = ()
    themes: tuple[ThemeContent, ...] = ()

    def placed(self) -> Iterator[tuple[AreaContent | None, ThemeContent]]:
        """Every theme with its area, in the order of the book; those without an area come last."""
        for area in self.areas:
            for theme in area.themes:
                yield area, theme
        for theme in self.themes:
            yield None, theme
