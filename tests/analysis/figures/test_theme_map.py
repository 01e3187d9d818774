"""A map shows every theme in its place, the frequent ones larger, and reads itself out."""

from itertools import combinations
from xml.etree.ElementTree import Element

import pytest

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.figures.text_width import text_width
from analysis.figures.theme_map import COLOURS, PAGE, PLAIN, theme_map
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
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


def small_book(*areas: AreaContent, themes: tuple[ThemeContent, ...] = ()) -> CodebookContent:
    return CodebookContent("b", "B", areas=areas, themes=themes)


def area(key: str, *names: str, parent: str = "") -> AreaContent:
    themes = tuple(ThemeContent(f"{key}_{name}", name) for name in names)
    return AreaContent(key, key.upper(), themes=themes, parent=parent)


def test_notes_stay_in_the_order_of_the_codebook_and_frequent_ones_are_larger() -> None:
    book = small_book(area("a", "rare", "frequent"))
    drawing = parsed(theme_map("map", "Themes", book, {"a_frequent": 9, "a_rare": 1}, of=9))
    sizes = {text.text: number(text, "font-size") for text in all_of(drawing, "text")}
    assert words(drawing) == ["A", "rare", "n = 1", "frequent", "n = 9"]
    assert sizes["frequent"] > sizes["rare"]


def test_a_kind_stands_in_brackets_and_other_is_not_printed() -> None:
    kinds = ("action", "metric")
    book = small_book(themes=(ThemeContent("a", "Upweight", kinds), ThemeContent("b", "Doubt")))
    drawn = words(parsed(theme_map("map", "Themes", book)))
    assert drawn == ["Outside of the areas", "(action / metric)", "Upweight", "Doubt"]


def test_without_numbers_all_notes_are_equal_and_nothing_is_counted() -> None:
    drawing = parsed(
        theme_map("map", "Themes", small_book(area("a", "one", "two"), area("b", "x")))
    )
    notes = [text for text in all_of(drawing, "text") if (text.text or "").islower()]
    assert len({number(note, "font-size") for note in notes}) == 1
    assert drawing[1].text == "Themes by area. A: one, two; B: x"


@pytest.mark.parametrize("depth", [2, 4, 30])
def test_areas_lie_in_their_areas_however_deep(depth: int) -> None:
    nested = [area(f"k{n}", f"theme {n}", parent=f"k{n - 1}" if n else "") for n in range(depth)]
    drawing = parsed(theme_map("map", "Themes", small_book(*nested, area("z", "last"))))
    boxes = [rect for rect in all_of(drawing, "rect") if rect.get("rx")]
    assert len(boxes) == depth + 1
    for note in (text for text in all_of(drawing, "text") if (text.text or "").startswith("theme")):
        around = [box for box in boxes if encloses(box, number(note, "x"), number(note, "y"))]
        assert len(around) == min(int((note.text or "").split()[1]) + 1, 4)
    assert str(drawing[1].text).endswith("; Z: last")


def encloses(box: Element, x: float, y: float) -> bool:
    left, top = number(box, "x"), number(box, "y")
    return left < x < left + number(box, "width") and top < y < top + number(box, "height")


def paper_figure_2() -> CodebookContent:
    """The 28 themes of the interviews in their six areas (paper, caption of figure 2)."""
    areas = {
        "Role of ML systems": ["Work assistant", "Decision support", "Automation"],
        "Workflow with ML systems": [
            "Collab with domain experts",
            "Standard model choices",
            "Data-focused debugging process",
            "Data-quality checks",
        ],
        "Role of training data": [
            "Most important variable in a model",
            "Interesting but no capacity",
            "Not interesting",
            "Increasing training data as a bug fix",
            "Training data artifacts as main bug causes",
        ],
        "Challenges in working with ML systems": [
            "Trust calibration",
            "Resource constraints",
            "Misuse due to lacking know-how",
            "Validation and evaluation",
            "Data quality issues",
            "Stochastic nature of ML models",
        ],
        "Use of feature attribution XAI in practice": [
            "XAI is not used",
            "XAI is little used",
            "Understand real-world phenomena",
            "Get customer buy-in",
            "Sanity check for model reasoning",
            "Model development",
        ],
        "User perspectives on data-centric XAI": [
            "Usefulness of XAI is use-case dependent",
            "XAI is useful",
            "TDA complementary to feature attribution",
            "Different notions of interesting training samples",
        ],
    }
    return small_book(
        *(
            AreaContent(name, name, themes=tuple(ThemeContent(theme, theme) for theme in themes))
            for name, themes in areas.items()
        )
    )


@pytest.mark.parametrize("cases", [None, 11])
def test_the_paper_s_28_themes_lie_on_a_page_without_touching(cases: int | None) -> None:
    book = paper_figure_2()
    counts = {theme.key: cases for _, theme in book.placed()} if cases else None
    drawing = parsed(theme_map("map", "Interviews", book, counts, of=11))
    rects = all_of(drawing, "rect")[1:]
    notes = [rect for rect in rects if not rect.get("rx")]
    assert (len(rects) - len(notes), len(notes)) == (6, 28)
    for one, other in combinations(notes, 2):
        assert apart(one, other, "x", "width") or apart(one, other, "y", "height")
    height = float(str(drawing.get("viewBox")).split()[-1])
    # A page of A4 is 1.41 times as high as it is wide.
    assert height < 1.41 * PAGE


def apart(one: Element, other: Element, along: str, size: str) -> bool:
    first, second = sorted((one, other), key=lambda rect: number(rect, along))
    return number(first, along) + number(first, size) < number(second, along)


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


@pytest.mark.parametrize("colours", [PLAIN, *COLOURS])
def test_ink_can_be_read_on_its_paper(colours: tuple[str, str]) -> None:
    # WCAG 2.2, success criterion 1.4.3.
    paper, ink = map(luminance, colours)
    assert (paper + 0.05) / (ink + 0.05) > 4.5
