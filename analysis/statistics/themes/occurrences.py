"""How many cases hold a theme, in which scenarios, and in whose words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent


@dataclass(frozen=True)
class Occurrence:
    """A theme in a segment of a case; `scenario` is empty outside of scenarios."""

    case: str
    scenario: str
    theme: str
    quote: str = ""


@dataclass(frozen=True)
class ThemeFrequency:
    """`cases` counts each case once; `share` is of all cases, None where there are none.

    `by_scenario` counts cases; `segments` counts every occurrence.
    """

    theme: ThemeContent
    area: AreaContent | None
    cases: int
    share: float | None
    by_scenario: Mapping[str, int]
    segments: int


@dataclass(frozen=True)
class AreaFrequency:
    """Cases with at least one theme of the area; None stands for the themes outside of areas."""

    area: AreaContent | None
    cases: int
    share: float | None


def theme_frequencies(
    book: CodebookContent, found: Collection[Occurrence], cases: Collection[str]
) -> tuple[ThemeFrequency, ...]:
    """Every theme of the book in its order; `cases` are all coded ones, also without a theme."""
    scenarios = sorted({each.scenario for each in found})
    return tuple(
        ThemeFrequency(
            theme=theme,
            area=area,
            cases=len(_cases(here)),
            share=len(_cases(here)) / len(cases) if cases else None,
            by_scenario={
                scenario: len(_cases(each for each in here if each.scenario == scenario))
                for scenario in scenarios
            },
            segments=len(here),
        )
        for area, theme in book.placed()
        for here in [[each for each in found if each.theme == theme.key]]
    )


def area_frequencies(
    book: CodebookContent, found: Collection[Occurrence], cases: Collection[str]
) -> tuple[AreaFrequency, ...]:
    places = {theme.key: area for area, theme in book.placed()}
    areas: list[AreaContent | None] = [*book.areas, *([None] if book.themes else [])]
    numbers = [
        len(_cases(each for each in found if each.theme in places and places[each.theme] == area))
        for area in areas
    ]
    return tuple(
        AreaFrequency(area, number, number / len(cases) if cases else None)
        for area, number in zip(areas, numbers, strict=True)
    )


def quotes_by_theme(found: Iterable[Occurrence]) -> dict[str, tuple[Occurrence, ...]]:
    """Occurrences with words, by the key of their theme, in the order of cases and scenarios."""
    kept: dict[str, list[Occurrence]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (each.theme, each.case, each.scenario)):
        if each.quote:
            kept[each.theme].append(each)
    return {theme: tuple(quotes) for theme, quotes in kept.items()}


def _cases(found: Iterable[Occurrence]) -> set[str]:
    return {each.case for each in found}
