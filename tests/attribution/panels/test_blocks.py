"""What a block may hold, and what it is refused for."""

import math
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from attribution.panels.blocks import BLOCK_TYPES, Block, Picture, Samples, placed_pictures
from attribution.panels.faults import first_fault

_blocks: TypeAdapter[Any] = TypeAdapter(Block)

PICTURE = {
    "file": "images/a.png",
    "sha256": "0" * 64,
    "alternative_text": "A map",
    "width": 3,
    "height": 2,
}
WHOLE: dict[str, dict[str, Any]] = {
    "before_after": {
        "caption": "c",
        "rows": [{"label": "age", "before": "30", "after": "40", "change": "+10"}],
    },
    "bars": {"caption": "c", "rows": [{"label": "age", "value": -0.5, "text": "-0.5"}]},
    "samples": {
        "caption": "c",
        "columns": [{"label": "age"}],
        "samples": [{"title": "s1", "cells": ["30"]}, {"title": "s2", "picture": PICTURE}],
    },
    "table": {
        "caption": "c",
        "columns": [{"label": "age", "unit": "years", "numeric": True}],
        "rows": [["30"]],
    },
    "picture": {**PICTURE, "caption": "c"},
    "marked_text": {
        "caption": "c",
        "positive": "for",
        "marks": {"name": "a person"},
        "segments": [
            {"text": "good ", "weight": 1},
            {"text": "Ada", "mark": "name"},
            {"text": "."},
        ],
    },
    "markdown": {"text": "**Words**"},
}


def refusal(kind: str, **changes: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        _blocks.validate_python({"type": kind, **WHOLE[kind], **changes})
    return str(first_fault(refused.value))


def test_there_is_an_example_of_every_type() -> None:
    assert set(WHOLE) == set(BLOCK_TYPES)


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_a_block_is_read_by_its_type(kind: str) -> None:
    assert _blocks.validate_python({"type": kind, **WHOLE[kind]}).type == kind


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_a_key_that_is_not_known_is_refused(kind: str) -> None:
    assert refusal(kind, mood="glad").startswith("there is no key mood here.")


@pytest.mark.parametrize("kind", [kind for kind in BLOCK_TYPES if "rows" in WHOLE[kind]])
def test_more_rows_than_a_page_holds_are_refused(kind: str) -> None:
    said = refusal(kind, rows=WHOLE[kind]["rows"] * 201)
    assert said == "this has more than 200 entries. Give at most 200."


@pytest.mark.parametrize("text", ["", " "])
def test_a_picture_without_alternative_text_is_refused(text: str) -> None:
    said = "this picture has no alternative text. Say in alternative_text what it shows, for"
    assert refusal("picture", alternative_text=text).startswith(said)


def test_a_picture_that_lacks_the_key_is_refused_in_the_same_words() -> None:
    with pytest.raises(ValidationError) as refused:
        Picture(**{key: value for key, value in PICTURE.items() if key != "alternative_text"})
    assert str(first_fault(refused.value)).startswith("this picture has no alternative text.")


@pytest.mark.parametrize(
    "file", ["../a.png", "/a.png", "images//a.png", "./a.png", "a\\b.png", "C:a.png", "a/../b.png"]
)
def test_a_picture_elsewhere_is_refused(file: str) -> None:
    assert "lies outside of the bundle's folder" in refusal("picture", file=file)


@pytest.mark.parametrize("file", ["a.svg", "a.gif", "a", "a.PNG", "a.png.exe"])
def test_a_picture_that_not_every_browser_shows_is_refused(file: str) -> None:
    assert refusal("picture", file=file).endswith("Save it as one of .png, .jpg, .webp.")


@pytest.mark.parametrize("weight", [1.01, -1.01, math.nan, math.inf, -math.inf])
def test_a_weight_that_is_no_share_is_refused(weight: float) -> None:
    said = refusal("marked_text", segments=[{"text": "a", "weight": weight}])
    assert said.startswith(f"{weight} is")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_bar_without_end_is_refused(value: float) -> None:
    said = refusal("bars", rows=[{"label": "a", "value": value, "text": "?"}])
    assert said == (f"{value} is no finite number. Write a number, or leave the entry out.")


def test_negative_bars_need_a_middle() -> None:
    assert refusal("bars", signed=False).startswith("the bar age is negative")


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("table", {"rows": [["30"], ["30", "40"]]}, "row 2 has 2 cells, and there are 1 columns."),
        ("table", {"rows": [[]]}, "row 1 has 0 cells, and there are 1 columns."),
        ("samples", {"samples": [{"title": "s"}]}, "sample 1 has 0 cells, and there are 1 col"),
    ],
)
def test_a_row_has_one_cell_for_each_column(kind: str, changes: Any, said: str) -> None:
    assert refusal(kind, **changes).startswith(said)


def test_a_weight_needs_words_for_its_sign() -> None:
    segments = [{"text": "a", "weight": -0.5}]
    said = refusal("marked_text", segments=segments)
    assert said.startswith("there are negative weights, and no words for what they mean.")
    assert _blocks.validate_python(
        {"type": "marked_text", "caption": "c", "negative": "against", "segments": segments}
    )


def test_a_mark_needs_a_meaning() -> None:
    said = refusal("marked_text", segments=[{"text": "a", "mark": "place"}])
    assert said.startswith("segment 1 has a mark place without a meaning.")


def test_a_segment_is_marked_in_one_way() -> None:
    said = refusal("marked_text", segments=[{"text": "a", "weight": 1, "mark": "name"}])
    assert said == "this segment has a weight and a mark. Keep one of them."


def test_segments_are_no_longer_together_than_a_text() -> None:
    said = refusal("marked_text", segments=[{"text": "a" * 10_001}] * 2)
    assert said.startswith("the text of the segments is too long.")


@pytest.mark.parametrize(
    "text",
    [
        "![a](b.png)",
        "See ![a][b].\n\n[b]: c.png",
        "![](data:image/png;base64,AA)",
        "![map]\n\n[map]: data:image/png;base64,AA",
        "[![a](b.png)](https://example.org)",
    ],
)
def test_markdown_holds_no_pictures(text: str) -> None:
    assert "Make it a block of the type picture" in refusal("markdown", text=text)


def test_markdown_that_speaks_of_pictures_is_text() -> None:
    assert _blocks.validate_python({"type": "markdown", "text": "Look! [a](b), `![a](b)` and a[0]"})


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_a_control_character_is_no_text(character: str) -> None:
    said = refusal("markdown", text=f"a{character}b")
    assert said == f"the character U+{ord(character):04X} is not text. Delete it."


def test_half_a_character_is_no_text() -> None:
    assert refusal("markdown", text="a\ud800").startswith("half a character is not text.")


def test_pictures_are_found_wherever_a_block_has_one() -> None:
    blocks = [
        _blocks.validate_python({"type": kind, **WHOLE[kind]}) for kind in ("samples", "picture")
    ]
    assert isinstance(blocks[0], Samples)
    assert [path for path, _picture in placed_pictures(blocks)] == [
        (0, "samples", 1, "picture"),
        (1,),
    ]
