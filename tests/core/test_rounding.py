"""What is written of a number does not hang on its last bits."""

import pytest

from core.rounding import decimals, rounded, significant


@pytest.mark.parametrize(
    ("number", "written"),
    [(1 / 3, 0.3333333333), (1234567890.5, 1234567890.0), (-0.0, 0.0), (2e-300, 2e-300)],
)
def test_numbers_keep_ten_significant_digits(number: float, written: float) -> None:
    assert repr(rounded(number)) == repr(written)


def test_numbers_keep_as_many_digits_as_are_asked_for() -> None:
    assert rounded(2 / 3, 3) == 0.667


def test_a_half_is_written_the_same_whatever_its_last_bits() -> None:
    # In another order the same sum has another last bit; unrounded, it would be written 0.4.
    assert {decimals(number, 1) for number in (0.1 + 0.2 + 0.05, 0.2 + 0.05 + 0.1)} == {"0.3"}
    assert {decimals(number, 2) for number in (0.125, 0.125 - 2e-17, 0.125 + 3e-17)} == {"0.12"}
    assert {significant(number, 2) for number in (0.125, 0.125 + 3e-17)} == {"0.12"}
