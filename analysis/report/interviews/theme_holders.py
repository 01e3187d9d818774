"""Who holds which theme: a theme is held where it, or a code beneath it, is coded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from analysis.statistics.themes.occurrences import ThemeOccurrence
from analysis.statistics.themes.results import CodingResults

Holders = Mapping[str, tuple[str, ...]]
"""The labels of participants, in the order of the sample, by the key of a theme or a code."""


def holders(results: CodingResults, sample: Iterable[str]) -> Holders:
    held: dict[str, set[str]] = defaultdict(set)
    themes_of = results.book.themes_of
    for key, quotes in results.quotes.items():
        people = {quote.case for quote in quotes}
        held[key] |= people
        for theme in themes_of.get(key, ()):
            held[theme] |= people
    order = {label: place for place, label in enumerate(sample)}
    return {
        key: tuple(sorted(people, key=lambda label: (order.get(label, len(order)), label)))
        for key, people in held.items()
    }


def quotes_of(
    results: CodingResults, theme: ThemeContent, *, at_most: int
) -> tuple[tuple[str, ThemeOccurrence], ...]:
    """Some quotes of a theme and of the codes beneath it, each of another participant.

    Each comes with the name of its code, empty for words that were coded with the theme itself.
    """
    codes = results.book.codes_beneath(theme)
    named = [(theme.key, ""), *((code.key, code.name) for code in codes)]
    first: dict[str, tuple[str, ThemeOccurrence]] = {}
    for key, code in named:
        for quote in results.quotes.get(key, ()):
            first.setdefault(quote.case, (code, quote))
    return tuple(first.values())[:at_most]


def marked_name(book: CodebookContent, theme: ThemeContent) -> str:
    """The name of a theme with the symbols of its marks, such as Data quality issues ★."""
    return f"{theme.name} {book.symbols(theme)}".rstrip()


def notes_on_marks(book: CodebookContent) -> str:
    """What the marks mean, and which themes stand in several areas; empty without either."""
    sentences = [f"{mark.symbol} {mark.name}." for mark in book.marks]
    for _area, theme in book.placed():
        if theme.also_in:
            areas = " and ".join(f"“{area.name}”" for area in book.areas_of(theme))
            sentences.append(f"“{theme.name}” stands in {areas} and counts in each.")
    return " ".join(sentences)
