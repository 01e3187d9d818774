"""Codes ride with their theme on the board, and a theme in two areas is a note in both."""

import pytest

from analysis.coding.board.moves import Place, move_theme
from analysis.coding.board.records import board, everywhere
from analysis.coding.codebooks.themes import add_theme
from analysis.errors import ThemeGone
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TWICE = "ground_truth_probability_is_target"


def notes_of(coding: CodingWorld, key: str) -> list[tuple[str, bool]]:
    areas = everywhere(board(coding.codebook, None))
    return [
        (area.area.key if area.area else "", note.is_further)
        for area in areas
        for note in area.notes
        if note.theme.key == key
    ]


def test_a_theme_in_two_areas_is_a_note_in_both_and_moved_in_the_first(coding: CodingWorld) -> None:
    # Paper, figure 8.
    first, second = "individual_metric_preferences", "reliability_of_explanations"
    assert sorted(notes_of(coding, TWICE)) == [(first, False), (second, True)]
    areas = {area.key: area.guid for area in coding.codebook.areas.all()}
    move_theme(coding.codebook, coding.guid(TWICE), Place(areas[second]), seen=areas[first], **BY)
    assert notes_of(coding, TWICE) == [(second, False)]


def test_codes_ride_with_their_theme_and_are_not_moved_alone(coding: CodingWorld) -> None:
    above = coding.guid("class_overlap")
    add_theme(coding.codebook, beneath=above, fields={"name": "Twins"}, **BY)
    areas = everywhere(board(coding.codebook, None))
    codes = [note.codes for area in areas for note in area.notes if note.theme.guid == above]
    assert [[code.key for code in beneath] for beneath in codes] == [["twins"]]
    assert notes_of(coding, "twins") == []
    with pytest.raises(ThemeGone, match="is a code by now"):
        move_theme(coding.codebook, coding.guid("twins"), Place(None), seen=None, **BY)
