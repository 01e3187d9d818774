"""Cases hold themes and areas, each counted once for a case."""

from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    rolled_up,
    theme_frequencies,
)
from tests.analysis.statistics.themes.small_codebook import (
    BOOK,
    CASES,
    CAUSES,
    CODED,
    FOUND,
    REMEDIES,
)


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


IN_CODES = [
    ThemeOccurrence("P1", "loan", "wrong", "bad labels", (1, 0, 10)),
    ThemeOccurrence("P1", "loan", "noise", "bad labels", (1, 0, 10)),
    ThemeOccurrence("P2", "birds", "old", "from 1990", (2, 0, 9)),
    ThemeOccurrence("P3", "birds", "wrong", "swapped", (3, 0, 7)),
]


def test_a_theme_counts_its_codes_and_a_code_under_two_themes_counts_for_both() -> None:
    noise, size, odd = theme_frequencies(CODED, IN_CODES, CASES)
    # P1's segment has the theme and a code of it, and counts once.
    assert (noise.cases, noise.share, noise.segments) == (3, 0.75, 3)
    assert noise.by_scenario == {"birds": 2, "loan": 1}
    codes = [(code.code.key, code.cases, code.share, code.segments) for code in noise.codes]
    assert codes == [("wrong", 2, 0.5, 2), ("old", 1, 0.25, 1)]
    assert (size.cases, odd.cases) == (0, 2)
    assert [code.code.key for code in odd.codes] == ["wrong"]


def test_a_theme_in_two_areas_counts_in_both() -> None:
    counts = [
        (area.area.key if area.area else "", area.cases)
        for area in area_frequencies(CODED, IN_CODES, CASES)
    ]
    assert counts == [("causes", 3), ("remedies", 3), ("", 2)]


def test_codes_are_counted_as_their_themes_and_themes_stay_as_they_are() -> None:
    assert [held.theme for held in rolled_up(CODED, IN_CODES)] == [
        "noise",
        "odd",
        "noise",
        "noise",
        "odd",
    ]
    assert rolled_up(BOOK, FOUND) == tuple(FOUND)
