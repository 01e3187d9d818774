"""Cases hold themes and areas, each counted once for a case."""

from analysis.statistics.themes.occurrences import (
    area_frequencies,
    quotes_by_theme,
    theme_frequencies,
)
from tests.analysis.statistics.themes.small_codebook import BOOK, CASES, CAUSES, FOUND, REMEDIES


def test_a_case_counts_once_however_often_it_says_something() -> None:
    noise, size, remove, odd = theme_frequencies(BOOK, FOUND, CASES)
    assert (noise.cases, noise.share, noise.segments) == (2, 0.5, 3)
    assert noise.by_scenario == {"birds": 1, "loan": 1}
    assert (size.cases, remove.cases, odd.cases, odd.share) == (1, 2, 0, 0)
    assert (noise.area, odd.area) == (CAUSES, None)


def test_without_cases_there_are_no_shares() -> None:
    assert {theme.share for theme in theme_frequencies(BOOK, [], [])} == {None}
    assert {area.share for area in area_frequencies(BOOK, [], [])} == {None}


def test_an_area_counts_cases_with_any_of_its_themes() -> None:
    counts = [(area.area, area.cases) for area in area_frequencies(BOOK, FOUND, CASES)]
    assert counts == [(CAUSES, 2), (REMEDIES, 2), (None, 0)]


def test_quotes_come_by_theme_and_case_and_leave_out_what_has_no_words() -> None:
    quotes = quotes_by_theme(reversed(FOUND))
    assert [quote.quote for quote in quotes["noise"]] == ["bad labels", "wrong labels", "labels"]
    assert [quote.case for quote in quotes["remove"]] == ["P1"]
