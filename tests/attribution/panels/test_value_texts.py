"""How values are written."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from attribution.errors import BundleError
from attribution.panels.value_texts import (
    is_missing,
    is_numeric,
    number_of,
    signed_text,
    value_text,
    value_texts,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (-3, "−3"),
        (0.005, "0.01"),
        (-0.001, "0.00"),
        (2.5, "2.50"),
        (np.float32(0.25), "0.25"),
        (np.int64(-7), "−7"),
        (Fraction(1, 4), "0.25"),
        (True, "True"),
        (np.True_, "True"),
        ("word", "word"),
        (None, "–"),
        (math.nan, "–"),
        (pd.NA, "–"),
        (pd.NaT, "–"),
        (np.array([1, 2]), "[1 2]"),
        (1.5e300, "1.5e+300"),
    ],
)
def test_a_value_is_written_as_people_read_it(value: Any, text: str) -> None:
    assert value_text(value, 2) == text


def test_numbers_of_a_column_have_the_same_decimals() -> None:
    assert value_texts([1, 2.5, None, "?"], 1) == ["1.0", "2.5", "–", "?"]
    assert value_texts([1.0, 2.0, math.nan], 1) == ["1", "2", "–"]


@pytest.mark.parametrize(
    ("number", "text"), [(0.5, "+0.50"), (-0.5, "−0.50"), (0.0, "0.00"), (-0.001, "0.00")]
)
def test_a_change_has_a_sign_unless_it_is_zero(number: float, text: str) -> None:
    assert signed_text(number, 2) == text


def test_a_column_of_nothing_holds_no_numbers() -> None:
    assert is_numeric([1, None, 2.5])
    assert not is_numeric([None, math.nan])
    assert not is_numeric([1, "2"])
    assert not is_numeric([True, False])
    assert not is_missing(0)


def test_a_number_keeps_ten_digits() -> None:
    assert number_of(1 / 3, "x") == 0.3333333333
    assert math.copysign(1, number_of(-0.0, "x")) == 1
    assert number_of(Decimal("0.5"), "x") == 0.5


@pytest.mark.parametrize("value", ["a", None, [1], 10**400])
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(BundleError, match=r"The value of age is no number .*: give a number"):
        number_of(value, "age")
