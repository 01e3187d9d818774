"""Cells are darker the larger their counts, and empty where there is none."""

import pytest

from analysis.figures.matrix import matrix
from analysis.figures.svg import WIDTH
from tests.analysis.figures.drawings import all_of, number, parsed, words

DRAWING = parsed(
    matrix("k", "Title", "Description", ["Noise", "Size"], ["Remove", "Relabel"], [[4, 0], [1, 2]])
)


def test_counts_stand_in_their_cells_and_zeros_are_left_out() -> None:
    assert sorted(words(DRAWING)) == ["1", "2", "4", "Noise", "Relabel", "Remove", "Size"]
    _ground, *cells = all_of(DRAWING, "rect")
    assert [number(cell, "fill-opacity") for cell in cells] == pytest.approx(
        [0.5, 0.0, 0.1, 0.2], abs=0.05
    )


def test_headings_lean_and_stay_inside_of_the_drawing() -> None:
    many = [f"A theme with a rather long name, number {number}" for number in range(12)]
    drawing = parsed(matrix("k", "Title", "Description", many[:2], many, [[1] * 12] * 2))
    leaning = [text for text in all_of(drawing, "text") if text.get("transform")]
    assert [text.text for text in leaning] == many
    _ground, *cells = all_of(drawing, "rect")
    assert max(number(cell, "x") + number(cell, "width") for cell in cells) <= WIDTH
    assert all(number(text, "y") > 0 for text in leaning)


def test_a_matrix_of_zeros_has_no_numbers() -> None:
    drawing = parsed(matrix("k", "Title", "Description", ["Noise"], ["Remove"], [[0]]))
    assert sorted(words(drawing)) == ["Noise", "Remove"]
