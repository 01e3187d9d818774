"""How many cases hold a theme, in which scenarios, and in whose words.

A case holds a theme where it, or a code beneath it, is coded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent


@dataclass(frozen=True)
class ThemeOccurrence:
    """A theme or a code in a coded segment of a case; `scenario` is empty outside of scenarios.

    `segment` tells a segment from all others, by its unit, start and end, where that is known.
    `parallel` is the whole turn in the other language of an interview, and `languages` are those of
    the quote and of these words; they are empty where nobody noted them.
    """

    case: str
    scenario: str
    theme: str
    quote: str = ""
    segment: tuple[int, int, int] | None = None
    parallel: str = ""
    languages: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class CodeFrequency:
    """How many cases hold a code, and their share of all cases, None without any cases."""

    code: ThemeContent
    cases: int
    share: float | None
    segments: int


@dataclass(frozen=True)
class ThemeFrequency:
    """How many cases hold a theme, and their share of all cases, None without any cases.

    `cases` and `by_scenario` count each case once; `segments` counts every coded segment, and one
    that has the theme and a code of it, or several codes, once. `codes` are those beneath it, with
    those that stand under another theme as well.
    """

    theme: ThemeContent
    area: AreaContent | None
    cases: int
    share: float | None
    by_scenario: Mapping[str, int]
    segments: int
    codes: tuple[CodeFrequency, ...] = ()


@dataclass(frozen=True)
class AreaFrequency:
    """How many cases hold any theme of an area; None stands for the themes outside of areas."""

    area: AreaContent | None
    cases: int
    share: float | None


def theme_frequencies(
    book: CodebookContent, occurrences: Collection[ThemeOccurrence], cases: Collection[str]
) -> tuple[ThemeFrequency, ...]:
    """Count every theme of the codebook; `cases` are all that were coded, also without a theme."""
    of_code = _by_theme(occurrences)
    occurrences = rolled_up(book, occurrences)
    by_theme = _by_theme(occurrences)
    scenarios = sorted({occurrence.scenario for occurrence in occurrences})
    return tuple(
        ThemeFrequency(
            theme=theme,
            area=area,
            cases=len(_cases(of_theme)),
            share=len(_cases(of_theme)) / len(cases) if cases else None,
            by_scenario={
                scenario: len(
                    _cases(occurrence for occurrence in of_theme if occurrence.scenario == scenario)
                )
                for scenario in scenarios
            },
            segments=len(of_theme),
            codes=tuple(
                CodeFrequency(
                    code=code,
                    cases=len(_cases(of_code[code.key])),
                    share=len(_cases(of_code[code.key])) / len(cases) if cases else None,
                    segments=len(of_code[code.key]),
                )
                for code in book.codes_beneath(theme)
            ),
        )
        for area, theme in book.placed()
        for of_theme in [by_theme[theme.key]]
    )


def rolled_up(
    book: CodebookContent, occurrences: Iterable[ThemeOccurrence]
) -> tuple[ThemeOccurrence, ...]:
    """Every code counted as each of its themes; a segment has each theme once."""
    themes_of = book.themes_of
    rolled: dict[object, ThemeOccurrence] = {}
    for number, occurrence in enumerate(occurrences):
        for theme in themes_of.get(occurrence.theme, (occurrence.theme,)):
            place = (occurrence.segment or number, theme)
            rolled.setdefault(place, replace(occurrence, theme=theme))
    return tuple(rolled.values())


def _by_theme(
    occurrences: Iterable[ThemeOccurrence],
) -> defaultdict[str, list[ThemeOccurrence]]:
    by_theme: defaultdict[str, list[ThemeOccurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_theme[occurrence.theme].append(occurrence)
    return by_theme


def area_frequencies(
    book: CodebookContent, occurrences: Collection[ThemeOccurrence], cases: Collection[str]
) -> tuple[AreaFrequency, ...]:
    """Count every area of the codebook; `cases` are all that were coded, also without a theme.

    A theme in several areas counts in each.
    """
    by_theme = _by_theme(rolled_up(book, occurrences))
    areas: list[AreaContent | None] = [*book.areas, *([None] if book.themes else [])]
    numbers = [
        len(_cases(held for theme in themes for held in by_theme[theme.key]))
        for area in areas
        for themes in [book.themes_in(area) if area else book.themes]
    ]
    return tuple(
        AreaFrequency(area, number, number / len(cases) if cases else None)
        for area, number in zip(areas, numbers, strict=True)
    )


def quotes_by_theme(
    occurrences: Iterable[ThemeOccurrence],
) -> dict[str, tuple[ThemeOccurrence, ...]]:
    """Occurrences with words by the key that was coded, in the order of cases and scenarios."""
    quotes: dict[str, list[ThemeOccurrence]] = defaultdict(list)
    for occurrence in sorted(
        occurrences, key=lambda occurrence: (occurrence.theme, occurrence.case, occurrence.scenario)
    ):
        if occurrence.quote:
            quotes[occurrence.theme].append(occurrence)
    return {theme: tuple(of_theme) for theme, of_theme in quotes.items()}


def _cases(occurrences: Iterable[ThemeOccurrence]) -> set[str]:
    return {occurrence.case for occurrence in occurrences}
