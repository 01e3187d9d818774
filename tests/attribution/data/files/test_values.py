"""Values are what people see of them."""

import pytest

from attribution.data.files.values import alike, cleaned, holds_invisible


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (" Rentner:in ", "Rentner:in"),
        ("selbst\N{SOFT HYPHEN}ständig", "selbstständig"),
        ("\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE} b", "a b"),
        ("two\r\nlines", "two lines"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}x\N{ZERO WIDTH SPACE}", "x"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}evil", "evil"),
        ("u\N{COMBINING DIAERESIS}ber", "über"),
        ("می\N{ZERO WIDTH NON-JOINER}روم", "می\N{ZERO WIDTH NON-JOINER}روم"),
    ],
)
def test_blanks_around_and_unseen_characters_are_left_out(value: str, seen: str) -> None:
    assert cleaned(value) == seen
    assert cleaned(seen) == seen


def test_unseen_characters_are_noticed() -> None:
    assert holds_invisible("selbst\N{SOFT HYPHEN}ständig")
    assert not holds_invisible("selbstständig \N{NO-BREAK SPACE}")


def test_values_that_look_alike_are_grouped() -> None:
    values = ["ja", "Ja", "nein", "A-1", "A\N{EN DASH}1", "\N{CYRILLIC SMALL LETTER A}b", "ab"]
    assert alike(values) == [
        ["ja", "Ja"],
        ["A-1", "A\N{EN DASH}1"],
        ["\N{CYRILLIC SMALL LETTER A}b", "ab"],
    ]
