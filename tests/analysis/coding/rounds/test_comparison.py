"""A comparison tells what all coders found, and what waits for a decision."""

import pytest

from analysis.coding.rounds.comparison import comparisons, undecided
from analysis.coding.rounds.consensus import decide
from analysis.models import CodingRound, Verdict
from tests.analysis.coding.rounds.decided_rounds import items
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_differences_come_first_and_wait_until_they_are_decided(
    coding: CodingWorld, compared: CodingRound
) -> None:
    first, *_ = comparisons(compared)
    assert [item.is_shared for item in first.items] == [False, False, True]
    assert (first.open, first.differing, undecided(compared)) == (2, 2, 2)
    theme = coding.guid("mislabeled_data")
    decide(compared, coding.cases[0], theme, Verdict.REJECT, by=coding.ann, now=NOON, reason="No.")
    decision = items(compared)["mislabeled_data"].decision
    assert decision is not None
    assert (decision.verdict, decision.reason, decision.by) == ("reject", "No.", "ann")
    assert undecided(compared) == 1


def test_nothing_is_compared_before_the_comparison(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert not any(case.items for case in comparisons(coding.round))
