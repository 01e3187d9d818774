"""Themes are read with their areas, in the order of the codebook."""

from analysis.statistics.themes.codebook import Kind
from tests.analysis.statistics.themes.small_codebook import (
    BOOK,
    CAUSES,
    NOISE,
    ODD,
    REMEDIES,
    REMOVE,
    SIZE,
)


def test_themes_outside_of_the_areas_come_last() -> None:
    assert list(BOOK.placed()) == [
        (CAUSES, NOISE),
        (CAUSES, SIZE),
        (REMEDIES, REMOVE),
        (None, ODD),
    ]


def test_the_first_kind_is_the_main_one_and_reads_as_words() -> None:
    assert REMOVE.kind is Kind.ACTION
    assert ODD.kind is Kind.OTHER
    assert Kind.NUMBER_OF_SAMPLES.words == "number of samples"
