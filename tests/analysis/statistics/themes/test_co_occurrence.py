"""Themes occur together where one answer holds both."""

from analysis.statistics.themes.co_occurrence import co_occurrence, keys_of
from analysis.statistics.themes.codebook import Kind
from tests.analysis.statistics.themes.small_codebook import BOOK, FOUND


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


def test_a_theme_of_several_kinds_is_among_each_of_them() -> None:
    assert keys_of(BOOK, Kind.METRIC) == keys_of(BOOK, Kind.ACTION) == ("remove",)
    assert keys_of(BOOK) == ("noise", "size", "remove", "odd")
