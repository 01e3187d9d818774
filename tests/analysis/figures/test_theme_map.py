"""A map shows every theme within the page, the frequent ones larger, and reads itself out."""

import pytest

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.figures.text_width import text_width
from analysis.figures.theme_map import COLOURS, PAGE, theme_map
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent
from tests.analysis.figures.drawings import all_of, number, parsed, words
from tests.folders import FIXTURES

SHIPPED = FIXTURES / "codebooks"


@pytest.mark.parametrize("name", ["tda-needfinding", "tda-interviews"])
@pytest.mark.parametrize("cases", [0, 31])
def test_nothing_is_clipped_and_all_words_are_there(name: str, cases: int) -> None:
    book = read_codebook(SHIPPED / f"{name}.yaml")
    counts = {theme.key: cases for _, theme in book.placed()}
    drawing = parsed(theme_map("map", "Themes", book, counts, of=31))
    height = float(str(drawing.get("viewBox")).split()[-1])
    for text in all_of(drawing, "text"):
        right = number(text, "x") + text_width(text.text or "", number(text, "font-size"))
        assert right <= PAGE
        assert number(text, "y") < height
    shown = "".join(words(drawing)).replace(" ", "")
    assert all(theme.name.replace(" ", "") in shown for _, theme in book.placed())


def test_a_more_frequent_theme_is_larger_and_comes_first() -> None:
    book = CodebookContent(
        "b",
        "B",
        areas=(
            AreaContent(
                "a", "A", themes=(ThemeContent("r", "rare"), ThemeContent("f", "frequent"))
            ),
        ),
    )
    drawing = parsed(theme_map("map", "Themes", book, {"f": 9, "r": 1}, of=9))
    sizes = {text.text: number(text, "font-size") for text in all_of(drawing, "text")}
    assert list(sizes)[2] == "frequent"
    assert sizes["frequent"] > sizes["rare"]


def test_a_screen_reader_hears_themes_and_numbers() -> None:
    book = CodebookContent("b", "B", themes=(ThemeContent("r", "Rain & <fog>"),))
    drawing = parsed(theme_map("map", "What people said", book, {"r": 2}, of=5))
    assert drawing[0].text == "What people said"
    assert str(drawing[1].text).endswith("of 5. Outside of the areas: Rain & <fog> (2)")


def luminance(colour: str) -> float:
    shares = [int(colour[begin : begin + 2], 16) / 255 for begin in (1, 3, 5)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return sum(
        weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_ink_can_be_read_on_its_paper(kind: Kind) -> None:
    # WCAG 2.2, success criterion 1.4.3.
    paper, ink = (luminance(colour) for colour in COLOURS[kind])
    assert (paper + 0.05) / (ink + 0.05) > 4.5
