"""Numbers and things read as in papers."""

import pytest

from analysis.report.wording import (
    capitalised,
    counted,
    equals,
    listed,
    p_equals,
    people,
    percent,
    pvalue,
    with_minus_sign,
)

NBSP = "\N{NO-BREAK SPACE}"


def test_things_are_listed_with_an_and_before_the_last() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_one_is_singular_and_everything_else_plural() -> None:
    assert [counted(number, "theme") for number in (0, 1, 1_000)] == [
        "0 themes",
        "1 theme",
        "1,000 themes",
    ]
    assert [people(number) for number in (1, 2_000)] == ["1 person", "2,000 people"]


def test_a_p_value_has_three_digits_and_is_never_zero() -> None:
    assert pvalue(0.0001) == f"<{NBSP}0.001"
    assert pvalue(0.001) == "0.001"
    assert p_equals(0.0001) == f"p{NBSP}<{NBSP}0.001"
    assert p_equals(0.0339) == f"p{NBSP}={NBSP}0.034"
    assert equals("n", "31") == f"n{NBSP}={NBSP}31"


def test_shares_are_percentages() -> None:
    assert percent(1.0, 0) == "100%"
    assert percent(0.3333) == "33.3%"


@pytest.mark.parametrize(
    ("number", "text"), [("-1.25", "−1.25"), ("-0.00", "0.00"), ("1.0", "1.0"), ("-0,000", "0,000")]
)
def test_a_minus_is_a_minus_sign_and_no_zero_has_one(number: str, text: str) -> None:
    assert with_minus_sign(number) == text


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capitalised("outside of XAI") == "Outside of XAI"
    assert capitalised("") == ""
