import pytest
from defusedxml.ElementTree import fromstring

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.figures.text_width import broken, width
from analysis.figures.theme_map import COLOURS, PAGE, theme_map
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent
from tests.folders import FIXTURES

SHIPPED = FIXTURES / "codebooks"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["tda-needfinding", "tda-interviews"])
@pytest.mark.parametrize("cases", [0, 31])
def test_nothing_is_clipped_and_all_words_are_there(name: str, cases: int) -> None:
    book = read_codebook(SHIPPED / f"{name}.yaml")
    counts = {theme.key: cases for _, theme in book.placed()}
    drawing = fromstring(theme_map(book, counts, of=31, title="Themes"))
    height = float(drawing.get("viewBox").split()[-1])
    for text in drawing.iter(f"{SVG}text"):
        size = float(text.get("font-size"))
        assert float(text.get("x")) + width(text.text, size) <= PAGE
        assert float(text.get("y")) < height
    words = "".join(text.text for text in drawing.iter(f"{SVG}text")).replace(" ", "")
    assert all(theme.name.replace(" ", "") in words for _, theme in book.placed())


def test_a_more_frequent_theme_is_larger_and_comes_first() -> None:
    themes = (ThemeContent("r", "rare"), ThemeContent("f", "frequent"))
    book = CodebookContent("b", "B", areas=(AreaContent("a", "A", themes=themes),))
    drawing = fromstring(theme_map(book, {"f": 9, "r": 1}, of=9, title="Themes"))
    sizes = {text.text: float(text.get("font-size")) for text in drawing.iter(f"{SVG}text")}
    assert list(sizes)[2] == "frequent"
    assert sizes["frequent"] > sizes["rare"]


def test_a_screen_reader_hears_themes_and_numbers() -> None:
    book = CodebookContent("b", "B", themes=(ThemeContent("r", "Rain & <fog>"),))
    drawing = fromstring(theme_map(book, {"r": 2}, of=5, title="What people said"))
    assert drawing.find(f"{SVG}title").text == "What people said"
    said = drawing.find(f"{SVG}desc").text
    assert said.endswith("of 5. Outside of the areas: Rain & <fog> (2)")


def test_words_wider_than_a_note_are_cut() -> None:
    lines = broken("a " + "m" * 40, 10, 100)
    assert all(width(line, 10) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == "a" + "m" * 40


def test_a_wide_word_breaks_after_a_stroke() -> None:
    assert broken("Synthesise/augment data", 10, 100) == ("Synthesise/", "augment data")


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
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
