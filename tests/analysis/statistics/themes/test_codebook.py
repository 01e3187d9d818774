"""Themes are read with their areas, in the order of the codebook."""

from tests.analysis.statistics.themes.small_codebook import (
    BOOK,
    CAUSES,
    CODED,
    NOISE,
    NOISY,
    ODD,
    OLD,
    REMEDIES,
    REMOVE,
    SIZE,
    WRONG,
)


def test_themes_outside_of_the_areas_come_last() -> None:
    assert list(BOOK.placed()) == [
        (CAUSES, NOISE),
        (CAUSES, SIZE),
        (REMEDIES, REMOVE),
        (None, ODD),
    ]


def test_types_are_the_codebook_s_own_and_read_as_it_names_them() -> None:
    assert BOOK.type_names(REMOVE) == ("action", "metric")
    assert BOOK.type_names(ODD) == ()
    assert BOOK.type_name("idea") == "idea"


def test_a_code_stands_under_its_theme_and_its_further_ones() -> None:
    assert list(CODED.codes()) == [(NOISY, WRONG), (NOISY, OLD)]
    assert CODED.themes_of == {"wrong": ("noise", "odd"), "old": ("noise",)}
    assert CODED.codes_beneath(ODD) == (WRONG,)
    assert [theme.key for theme in CODED.codable()] == ["noise", "wrong", "old", "size", "odd"]


def test_a_theme_in_two_areas_is_placed_once_and_in_both() -> None:
    assert [theme.key for _area, theme in CODED.placed()] == ["noise", "size", "odd"]
    assert CODED.areas_of(NOISY) == CODED.areas
    assert [theme.key for theme in CODED.themes_in(CODED.areas[1])] == ["size", "noise"]


def test_marks_are_shown_by_their_symbols() -> None:
    assert (CODED.symbols(NOISY), CODED.symbols(ODD)) == ("★", "")
