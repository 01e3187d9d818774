"""Which way a language is written."""

import pytest

from survey.design.direction import direction


@pytest.mark.parametrize(
    "language", ["ar", "ar-EG", "he", "fa-AF", "ur", "yi", "uz-Arab", "pa-Arab-PK"]
)
def test_languages_written_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize(
    "language", ["en", "de", "pt-BR", "zh-Hant", "az", "ks-Deva", "ar-Latn", "art"]
)
def test_languages_written_from_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"
