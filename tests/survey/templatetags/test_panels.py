"""Drawings, marks and cells of panels: whatever a bundle says, a page shows it as words."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.panels.blocks import Bar, Bars, ChangedValue, Column, MarkedText, Segment
from survey.templatetags.panels import (
    STRENGTHS,
    any_has,
    beside,
    drawing,
    markdown,
    marked,
    plain,
    weighted_words,
)

HOSTILE = "<script>alert(\"x\")</script> & 'quoted' \N{HEBREW LETTER ALEF} \N{BIRD}"
TEXTS = st.text(
    st.characters(max_codepoint=0xD7FF, exclude_categories=["Cc"]), min_size=1, max_size=40
)


def text_of(*segments: Segment) -> MarkedText:
    return MarkedText(
        caption="Words",
        positive="for it",
        negative="against it",
        marks={"person": "a person", "place": "a place"},
        segments=segments,
    )


def shown(segment: Segment) -> str:
    return str(marked(segment, text_of(segment)))


@pytest.mark.parametrize(
    ("weight", "look"),
    [
        (1.0, "positive strength-4"),
        (0.6, "positive strength-2"),
        (0.001, "positive strength-1"),
        (-0.001, "negative strength-1"),
        (-0.7, "negative strength-3"),
        (-1.0, "negative strength-4"),
    ],
)
def test_a_weight_has_its_sign_and_its_strength(weight: float, look: str) -> None:
    assert shown(Segment(text="good", weight=weight)) == f'<mark class="{look}">good</mark>'


@given(weight=st.floats(0.01, 1) | st.floats(-1, -0.01))
def test_a_larger_weight_is_never_weaker(weight: float) -> None:
    def strength(of: float) -> int:
        found = re.search(r"strength-(\d+)", shown(Segment(text="a", weight=of)))
        assert found is not None
        return int(found[1])

    assert 1 <= strength(weight / 2) <= strength(weight) <= STRENGTHS


def test_a_mark_has_the_number_of_its_meaning() -> None:
    assert shown(Segment(text="Ada", mark="person")) == "<mark>Ada<sup>1</sup></mark>"
    assert shown(Segment(text="Bath", mark="place")) == "<mark>Bath<sup>2</sup></mark>"


@pytest.mark.parametrize("weight", [None, 0.0])
def test_words_without_weight_or_mark_are_not_marked(weight: float | None) -> None:
    assert shown(Segment(text="the ", weight=weight)) == "the "


@pytest.mark.parametrize("about", [{}, {"weight": 0.5}, {"weight": -0.5}, {"mark": "person"}])
@given(text=TEXTS)
def test_no_words_become_markup(about: dict[str, float | str], text: str) -> None:
    for words in (text, HOSTILE):
        html = shown(Segment.model_validate({"text": words, **about}))
        tags = re.findall(r"</?(\w+)", html)
        assert set(tags) <= {"mark", "sup"}
        inside = re.sub(r"^<mark[^>]*>|(<sup>1</sup>)?</mark>$", "", html)
        assert unescape(inside) == words


def test_weighted_words_come_largest_first_with_a_true_minus() -> None:
    block = text_of(
        Segment(text="a ", weight=0.25),
        Segment(text="loan "),
        Segment(text=" bad ", weight=-1),
        Segment(text="Ada", mark="person"),
        Segment(text="good", weight=0),
        Segment(text="risk", weight=0.5),
    )
    assert weighted_words(block) == [("bad", "−1.00"), ("risk", "+0.50"), ("a", "+0.25")]


def test_a_weight_on_a_space_needs_no_row() -> None:
    assert weighted_words(text_of(Segment(text=" \n", weight=0.5))) == []


def test_cells_stand_in_their_columns() -> None:
    columns = (Column(label="Age", numeric=True), Column(label="Job"))
    cells = [(cell.text, cell.is_numeric) for cell in beside(("23", "cook"), columns)]
    assert cells == [("23", True), ("cook", False)]
    with pytest.raises(ValueError, match="longer"):
        list(beside(("23",), columns))


def test_a_sample_without_cells_leaves_its_columns_empty() -> None:
    columns = (Column(label="Age", numeric=True), Column(label="Job"))
    assert [cell.text for cell in beside((), columns)] == ["", ""]


def test_a_column_is_needed_where_any_row_has_something_in_it() -> None:
    without = ChangedValue(label="Job", before="cook", after="nurse")
    assert not any_has([without], "change")
    assert any_has(
        [without, ChangedValue(label="Age", before="1", after="2", change="+1")], "change"
    )


def test_a_drawing_is_written_as_svg_reads_it() -> None:
    rows = (Bar(label="Age", value=1.5, text="+1.50"), Bar(label="Job", value=-0.5, text="−0.50"))
    drawn = drawing(Bars(caption="Weights", rows=rows))
    places = [(plain(bar.start), plain(bar.length)) for bar in drawn.bars]
    # Zero stands at 50; the largest bar fills its half, and a third of it is 16.67.
    assert (plain(drawn.zero), places) == ("50", [("50", "50"), ("33.33", "16.67")])


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "<b>bold</b> <img src=x onerror=alert(1)>",
        "[here](javascript:alert(1))",
        "[here](data:text/html,x)",
        '<a href="https://other.example/">here</a>',
        "![map](https://other.example/map.png)",
        "![map]\n\n[map]: https://other.example/map.png",
        "<style>p {}</style>\n\n<iframe src='https://other.example/'></iframe>",
    ],
)
def test_markdown_lets_no_markup_picture_or_address_of_its_own_through(text: str) -> None:
    html = markdown(text)
    assert not re.search(r"<(script|img|style|iframe|b)\b", html)
    assert not re.search(r"<[^>]*\s(on\w+|style|src)=", html)
    assert not re.search(r'href="(?!https?://|mailto:)', html)


def test_a_link_in_markdown_does_not_tell_where_it_was_followed() -> None:
    html = markdown("Read [the paper](https://doi.org/10.1000/1).")
    assert 'href="https://doi.org/10.1000/1" rel="noopener noreferrer"' in html


def test_markdown_keeps_its_emphasis_and_lists() -> None:
    assert markdown("**Why**\n\n- a") == ("<p><strong>Why</strong></p>\n<ul>\n<li>a</li>\n</ul>\n")
