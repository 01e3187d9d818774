"""Elements hold what they are given as text, and a drawing carries its labels."""

from analysis.figures.svg import (
    BAND,
    WIDTH,
    circle,
    drawing,
    element,
    line,
    number,
    rect,
    text,
    text_lines,
    watermarked,
)
from tests.analysis.figures.drawings import all_of, parsed, words

HOSTILE = '</text><script>alert("1")</script>&\x00'


def test_coordinates_have_one_decimal_or_none() -> None:
    assert [number(value) for value in (1, 1.04, 1.06, -0.25)] == ["1", "1", "1.1", "-0.2"]


def test_attributes_are_hyphenated_and_escaped() -> None:
    assert element("a", font_size=12, class_='"x"') == '<a font-size="12" class="&quot;x&quot;"/>'
    assert rect(1, 2, 3, 4, fill="#fff") == ('<rect x="1" y="2" width="3" height="4" fill="#fff"/>')
    assert circle(1, 2, 3.5) == '<circle cx="1" cy="2" r="3.5"/>'
    assert 'stroke="#123456"' in line(0, 0, 1, 1, stroke="#123456")


def test_whatever_is_written_stays_text() -> None:
    svg = drawing("k", HOSTILE, HOSTILE, 20, [text(HOSTILE, 0, 10)])
    page = parsed(svg)
    shown = HOSTILE.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    assert words(page) == [shown]
    assert page[0].text == page[1].text == shown


def test_lines_stand_below_one_another() -> None:
    lines = text_lines(["one", "two"], 5, 10, leading=14.5)
    assert ['y="10"' in lines[0], 'y="24.5"' in lines[1]] == [True, True]


def test_a_drawing_has_its_size_and_ids_of_its_own() -> None:
    page = parsed(drawing("flow", "Title", "Description", 33.3, []))
    assert page.get("viewBox") == f"0 0 {WIDTH} 33.3"
    assert page.get("role") == "img"
    assert [page[0].get("id"), page[1].get("id")] == ["flow-title", "flow-description"]
    wide = parsed(drawing("map", "Title", "Description", 10, [], width=1_000))
    assert wide.get("viewBox") == "0 0 1000 10"
    assert all_of(wide, "rect")[0].get("width") == "1000"


def test_a_watermark_stands_below_everything_in_a_band_of_its_own() -> None:
    svg = drawing("k", "Title", "Description", 100.26, [text("above", 0, 100)])
    page = parsed(watermarked(svg, "Simulated"))
    assert words(page) == ["above", "Simulated"]
    assert page.get("viewBox") == f"0 0 {WIDTH} {100.3 + BAND}"
    assert page.get("height") == f"{100.3 + BAND}"
    band = all_of(page, "rect")[-1]
    assert (band.get("y"), band.get("height")) == ("100.3", f"{BAND}")
