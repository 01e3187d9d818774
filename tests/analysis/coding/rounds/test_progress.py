"""The progress of a round tells how much is done, and not what."""

import pytest

from analysis.coding.rounds.coders import mark_read
from analysis.coding.rounds.progress import overview
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_whoever_runs_rounds_sees_everybody_and_a_coder_themselves(coding: CodingWorld) -> None:
    mark_read(coding.part(coding.ann), coding.cases[0], read=True, now=NOON)
    for user, expected in (
        (coding.rita, [("ann", 1, 3), ("ben", 0, 3)]),
        (coding.ben, [("ben", 0, 3)]),
    ):
        shown = overview(coding.round, user, runs_rounds=True)
        assert [(coder.name, coder.done, coder.of) for coder in shown.progress] == expected
        assert not shown.is_revealed


def test_everybody_has_finished_once_the_last_one_has(coding: CodingWorld) -> None:
    assert not overview(coding.round, coding.rita, runs_rounds=True).all_finished
    coding.finish()
    shown = overview(coding.round, coding.rita, runs_rounds=True)
    assert shown.all_finished
    assert shown.apart == tuple(case.label for case in coding.cases)
