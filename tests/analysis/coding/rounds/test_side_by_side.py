"""The segments of all coders stand beside each other once they are compared."""

import pytest

from analysis.coding.rounds.side_by_side import Mark, sides
from analysis.models import CodingRound
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


def test_every_coder_is_named_with_their_segments(
    coding: CodingWorld, compared: CodingRound
) -> None:
    first, second, *_ = sides(compared, coding.cases[0].pk)
    assert set(first.marks) == {
        Mark("ann", "Class overlap", 0, 2),
        Mark("ann", "Mislabeled data", 0, 3),
        Mark("ben", "Small dataset size", 0, 3),
    }
    assert [(mark.coder, mark.theme) for mark in second.marks] == [("ben", "Class overlap")]
    assert first.coders == 2


def test_there_are_no_marks_before_the_comparison(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert not any(unit.marks for unit in sides(coding.round, coding.cases[0].pk))
