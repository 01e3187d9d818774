"""Axes have ticks at round numbers, and numbers as many digits as tell them apart."""

import pytest

from attribution.data.chart_axis import axis_of, written


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ((0, 1.999998), ["0", "0.5", "1", "1.5", "2"]),
        ((0, 10), ["0", "2", "4", "6", "8", "10"]),
        ((-0.3, 0.3), ["−0.2", "0", "0.2"]),
        ((1999, 2026), ["2000", "2010", "2020"]),
        ((0.001, 0.0042), ["0.001", "0.002", "0.003", "0.004"]),
        ((5, 5.0000004), ["5", "5.0000001", "5.0000002", "5.0000003", "5.0000004"]),
        ((0, 3e8), ["0", "1e8", "2e8", "3e8"]),
        ((-1e100, 1e100), ["−1e100", "−5e99", "0", "5e99", "1e100"]),
    ],
)
def test_ticks_stand_at_round_numbers_within_the_range(
    numbers: tuple[float, float], texts: list[str]
) -> None:
    axis = axis_of("Size", numbers, most_ticks=5)
    assert [text for _number, text in axis.ticks] == texts
    assert all(-0.001 <= axis.share(number) <= 1.001 for number, _text in axis.ticks)


@pytest.mark.parametrize("value", [0.0, 7.0, -1e50, 1e-9])
def test_equal_numbers_stand_in_the_middle(value: float) -> None:
    axis = axis_of("Size", [value, value], most_ticks=5)
    assert axis.share(value) == pytest.approx(0.5)
    assert len(axis.ticks) >= 2


def test_ends_of_the_range_are_the_ends_of_the_axis() -> None:
    axis = axis_of("Voltage (mV)", [3, -1, 2], most_ticks=5)
    assert (axis.share(-1), axis.share(1), axis.share(3)) == (0, 0.5, 1)
    assert axis.range_words == "Voltage (mV) from −1 to 3"


def test_what_a_sum_leaves_over_of_zero_is_zero() -> None:
    axis = axis_of("Size", [-1, 1], most_ticks=5)
    assert axis.text(0.1 + 0.2 - 0.3) == "0"


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.0, 3, "0"),
        (1250.4, 3, "1250"),
        (-0.51239, 3, "−0.512"),
        (12_345_678.0, 3, "1.23e7"),
        (0.0000123, 2, "1.2e−5"),
        (1e7, 4, "1e7"),
    ],
)
def test_numbers_are_written_to_their_digits(number: float, digits: int, text: str) -> None:
    assert written(number, digits) == text
