from analysis.statistics.themes.co_occurrence import co_occurrence, keys_of
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent
from analysis.statistics.themes.occurrences import (
    Occurrence,
    area_frequencies,
    quotes_by_theme,
    theme_frequencies,
)

NOISE = ThemeContent("noise", "Noise", (Kind.HYPOTHESIS,))
SIZE = ThemeContent("size", "Size", (Kind.HYPOTHESIS,))
REMOVE = ThemeContent("remove", "Remove", (Kind.ACTION, Kind.METRIC))
ODD = ThemeContent("odd", "Odd")
CAUSES = AreaContent("causes", "Causes", themes=(NOISE, SIZE))
REMEDIES = AreaContent("remedies", "Remedies", themes=(REMOVE,))
BOOK = CodebookContent("book", "Book", areas=(CAUSES, REMEDIES), themes=(ODD,))
CASES = ["P1", "P2", "P3", "P4"]
FOUND = [
    Occurrence("P1", "loan", "noise", "wrong labels"),
    Occurrence("P1", "loan", "noise", "bad labels"),
    Occurrence("P1", "loan", "remove", "drop them"),
    Occurrence("P1", "birds", "size", "too few"),
    Occurrence("P2", "birds", "noise", "labels"),
    Occurrence("P2", "birds", "remove"),
]


def test_a_case_counts_once_however_often_it_says_something() -> None:
    noise, size, remove, odd = theme_frequencies(BOOK, FOUND, CASES)
    assert (noise.cases, noise.share, noise.segments) == (2, 0.5, 3)
    assert noise.by_scenario == {"birds": 1, "loan": 1}
    assert (size.cases, remove.cases, odd.cases, odd.share) == (1, 2, 0, 0)
    assert (noise.area, odd.area) == (CAUSES, None)


def test_without_cases_there_are_no_shares() -> None:
    assert {each.share for each in theme_frequencies(BOOK, [], [])} == {None}
    assert {each.share for each in area_frequencies(BOOK, [], [])} == {None}


def test_an_area_counts_cases_with_any_of_its_themes() -> None:
    counts = [(each.area, each.cases) for each in area_frequencies(BOOK, FOUND, CASES)]
    assert counts == [(CAUSES, 2), (REMEDIES, 2), (None, 0)]


def test_themes_stand_together_within_one_answer() -> None:
    # P1 names size with birds and removal with loan: not together.
    hypotheses, actions = keys_of(BOOK, Kind.HYPOTHESIS), keys_of(BOOK, Kind.ACTION)
    table = co_occurrence(FOUND, hypotheses, actions)
    assert (table.rows, table.columns) == (("noise", "size"), ("remove",))
    assert table.counts == ((2,), (0,))
    assert table.answers == 3


def test_all_by_all_is_symmetric_with_frequencies_on_the_diagonal() -> None:
    every = keys_of(BOOK)
    table = co_occurrence(FOUND, every, every)
    assert table.counts == ((2, 0, 2, 0), (0, 1, 0, 0), (2, 0, 2, 0), (0, 0, 0, 0))


def test_quotes_come_by_theme_and_case_and_leave_out_what_has_no_words() -> None:
    quotes = quotes_by_theme(reversed(FOUND))
    assert [each.quote for each in quotes["noise"]] == ["bad labels", "wrong labels", "labels"]
    assert [each.case for each in quotes["remove"]] == ["P1"]
