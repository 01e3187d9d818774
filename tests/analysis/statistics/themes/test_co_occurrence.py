"""Themes occur together where one answer holds both."""

from dataclasses import replace

from analysis.statistics.themes.co_occurrence import co_occurrence, crossed_types, keys_of
from tests.analysis.statistics.themes.small_codebook import BOOK, FOUND


def test_themes_stand_together_within_one_answer() -> None:
    # P1 names size with birds and removal with loan: not together.
    hypotheses, actions = keys_of(BOOK, "hypothesis"), keys_of(BOOK, "action")
    table = co_occurrence(FOUND, hypotheses, actions)
    assert (table.rows, table.columns) == (("noise", "size"), ("remove",))
    assert table.counts == ((2,), (0,))
    assert table.answers == 3


def test_all_by_all_is_symmetric_with_frequencies_on_the_diagonal() -> None:
    every = keys_of(BOOK)
    table = co_occurrence(FOUND, every, every)
    assert table.counts == ((2, 0, 2, 0), (0, 1, 0, 0), (2, 0, 2, 0), (0, 0, 0, 0))


def test_a_theme_of_several_types_is_among_each_of_them() -> None:
    assert keys_of(BOOK, "metric") == keys_of(BOOK, "action") == ("remove",)
    assert keys_of(BOOK) == ("noise", "size", "remove", "odd")


def test_only_a_codebook_that_crosses_two_types_lays_them_against_each_other() -> None:
    table = crossed_types(BOOK, FOUND)
    assert table is not None
    assert (table.rows, table.columns) == (("noise", "size"), ("remove",))
    assert crossed_types(replace(BOOK, crossed=None), FOUND) is None
