"""How many cases hold a theme, in which scenarios, and in whose words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent


@dataclass(frozen=True)
class ThemeOccurrence:
    """A theme in a coded segment of a case; `scenario` is empty outside of scenarios.

    `parallel` is the whole turn in the other language of an interview, and `languages` are those of
    the quote and of these words; they are empty where nobody noted them.
    """

    case: str
    scenario: str
    theme: str
    quote: str = ""
    parallel: str = ""
    languages: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class ThemeFrequency:
    """How many cases hold a theme, and their share of all cases, None without any cases.

    `cases` and `by_scenario` count each case once; `segments` counts every coded segment.
    """

    theme: ThemeContent
    area: AreaContent | None
    cases: int
    share: float | None
    by_scenario: Mapping[str, int]
    segments: int


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
        )
        for area, theme in book.placed()
        for of_theme in [
            [occurrence for occurrence in occurrences if occurrence.theme == theme.key]
        ]
    )


def area_frequencies(
    book: CodebookContent, occurrences: Collection[ThemeOccurrence], cases: Collection[str]
) -> tuple[AreaFrequency, ...]:
    """Count every area of the codebook; `cases` are all that were coded, also without a theme."""
    area_of = {theme.key: area for area, theme in book.placed()}
    areas: list[AreaContent | None] = [*book.areas, *([None] if book.themes else [])]
    in_codebook = [occurrence for occurrence in occurrences if occurrence.theme in area_of]
    numbers = [
        len(_cases(occurrence for occurrence in in_codebook if area_of[occurrence.theme] == area))
        for area in areas
    ]
    return tuple(
        AreaFrequency(area, number, number / len(cases) if cases else None)
        for area, number in zip(areas, numbers, strict=True)
    )


def quotes_by_theme(
    occurrences: Iterable[ThemeOccurrence],
) -> dict[str, tuple[ThemeOccurrence, ...]]:
    """Occurrences with words by the key of their theme, in the order of cases and scenarios."""
    quotes: dict[str, list[ThemeOccurrence]] = defaultdict(list)
    for occurrence in sorted(
        occurrences, key=lambda occurrence: (occurrence.theme, occurrence.case, occurrence.scenario)
    ):
        if occurrence.quote:
            quotes[occurrence.theme].append(occurrence)
    return {theme: tuple(of_theme) for theme, of_theme in quotes.items()}


def _cases(occurrences: Iterable[ThemeOccurrence]) -> set[str]:
    return {occurrence.case for occurrence in occurrences}
