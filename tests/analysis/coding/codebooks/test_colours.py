"""Every theme has a colour that can be seen, and keeps it."""

from uuid import UUID

import pytest

from analysis.coding.codebooks.colours import PALETTE, class_of, colour_of, is_colour, rules_of
from tests.folders import PROJECT


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", PALETTE)
def test_each_colour_of_the_palette_can_be_seen_on_white(colour: str) -> None:
    # WCAG 2.2, 1.4.11 asks for 3 : 1; (L1 + 0.05) / (L2 + 0.05) with white's L1 = 1.
    assert is_colour(colour)
    assert 1.05 / (luminance(colour) + 0.05) >= 4.3


def test_a_chosen_colour_is_kept_and_another_theme_gets_one_by_its_guid() -> None:
    assert colour_of(UUID(int=1), "#123456") == "#123456"
    assert colour_of(UUID(int=1), "") == PALETTE[1]
    assert colour_of(UUID(int=13), "") == PALETTE[1]


@pytest.mark.parametrize("text", ["", "#12345", "123456", "#12345g", "rgb(1,2,3)", "#11223344"])
def test_other_ways_of_writing_a_colour_are_none(text: str) -> None:
    assert not is_colour(text)


def test_the_style_sheet_knows_the_palette_and_is_told_of_other_colours() -> None:
    sheet = (PROJECT / "analysis/coding/static/coding/coding.css").read_text()
    for colour in PALETTE:
        assert f".{class_of(colour)} {{\n  --hue: {colour.lower()};" in sheet
    assert rules_of(["#E65100", PALETTE[0], "#E65100"]) == ".hue-e65100{--hue:#E65100}\n"
