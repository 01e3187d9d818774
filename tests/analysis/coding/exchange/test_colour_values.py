"""Colours that other programs write are read, and what is none is nothing."""

import pytest

from analysis.coding.exchange.colour_values import colour_in


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#0072b2", "#0072B2"),
        (" #0af ", "#00AAFF"),
        ("#80FF0000", "#FF0000"),
        ("rgb(10,20,30)", "#0A141E"),
        ("RGBA(255, 0, 7, 0.5)", "#FF0007"),
        ("Red", "#FF0000"),
        ("rgb(10,20,300)", ""),
        ("#12345", ""),
        ("burnt umber", ""),
        ("", ""),
    ],
)
def test_a_colour_is_read_however_it_is_written(written: str, read: str) -> None:
    assert colour_in(written) == read
