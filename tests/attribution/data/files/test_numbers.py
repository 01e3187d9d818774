"""Numbers are read as people write them, and nothing else is taken for a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.data.files.number_guess import guessed_number_format, reads_as_thousands
from attribution.data.files.numbers import NumberFormat

GERMAN = NumberFormat(",", ".")
ENGLISH = NumberFormat(".", ",")
SWISS = NumberFormat(".", "'")
FRENCH = NumberFormat(",", " ")


@pytest.mark.parametrize(
    ("form", "text", "number"),
    [
        (NumberFormat(), "12.5", 12.5),
        (NumberFormat(), "-0.5e3", -500.0),
        (NumberFormat(), "+7", 7.0),
        (NumberFormat(), "7.", 7.0),
        (NumberFormat(), ".25", 0.25),
        (NumberFormat(), "\N{MINUS SIGN}3", -3.0),
        (GERMAN, "1.234,56", 1234.56),
        (GERMAN, "1234,56", 1234.56),
        (GERMAN, "1.234", 1234.0),
        (ENGLISH, "1,234,567.8", 1234567.8),
        (SWISS, "12'345.60", 12345.6),
        (SWISS, "12\N{RIGHT SINGLE QUOTATION MARK}345", 12345.0),
        (FRENCH, "12\N{NARROW NO-BREAK SPACE}345,6", 12345.6),
        (FRENCH, "12\N{NO-BREAK SPACE}345", 12345.0),
    ],
)
def test_a_number_is_read_by_its_marks(form: NumberFormat, text: str, number: float) -> None:
    assert form.number(text) == number


@pytest.mark.parametrize(
    "text", ["", ".", "-", "k. A.", "1_000", "nan", "inf", "1e999", "0x1", "1 2"]
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert NumberFormat().number(text) is None


@pytest.mark.parametrize("text", ["12.34,5", "1.2345", "31.01.2026", "1,2,3", "1234.567"])
def test_marks_between_thousands_stand_before_three_digits(text: str) -> None:
    assert GERMAN.number(text) is None


@given(
    number=st.decimals(-(10**9), 10**9, places=3),
    form=st.sampled_from(NumberFormat.all()),
    grouped=st.booleans(),
)
def test_every_number_is_read_back_as_it_was_written(
    number: float, form: NumberFormat, grouped: bool
) -> None:
    text = f"{number:,.3f}" if grouped and form.thousands else f"{number:.3f}"
    marks = str.maketrans({",": form.thousands, ".": form.decimal})
    assert form.number(text.translate(marks)) == float(number)
    assert form.decimals(text.translate(marks)) == 3


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["1,5", "2", "1.234,56"], GERMAN),
        (["1.5", "2", "1,234.56"], ENGLISH),
        (["1.234.567", "2"], GERMAN),
        (["1'234", "0.5"], SWISS),
        (["1\N{NARROW NO-BREAK SPACE}234,5"], FRENCH),
        (["2665,72", "300,00"], NumberFormat(",")),
        (["0.125", "0.250"], NumberFormat(".")),
        (["1,234", "5,678"], ENGLISH),
        (["1.234", "5.678"], NumberFormat(".")),
        (["a", "31.01.2026", ""], NumberFormat(".")),
    ],
)
def test_the_marks_of_a_file_are_guessed(texts: list[str], form: NumberFormat) -> None:
    assert guessed_number_format(texts) == form


def test_thousands_that_could_be_decimals_are_noticed() -> None:
    assert reads_as_thousands(["1.234", "12.500", "7"])
    assert not reads_as_thousands(["1.234", "12.5"])
    assert not reads_as_thousands(["0.125", "0.250"])
