"""What belongs to a stage is done at it and at no other."""

import pytest

from analysis.coding.rounds.coders import excuse
from analysis.coding.rounds.round_locks import lock_active_coder, lock_round
from analysis.errors import WrongStage
from analysis.models import Stage
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_round_is_locked_at_its_own_stage_alone(coding: CodingWorld) -> None:
    assert lock_round(coding.round, Stage.INDEPENDENT, Stage.CLOSED) == coding.round
    with pytest.raises(
        WrongStage, match=r"at its independent coding now.* comparison or consensus"
    ):
        lock_round(coding.round, Stage.COMPARISON, Stage.CONSENSUS)


def test_whoever_has_finished_or_was_excused_codes_no_more(coding: CodingWorld) -> None:
    ben = coding.part(coding.ben)
    assert lock_active_coder(ben) == ben
    excuse(ben, because="Ill", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="rita has excused you"):
        lock_active_coder(ben)
    ann = coding.part(coding.ann)
    ann.finished_at = NOON
    ann.save()
    with pytest.raises(WrongStage, match="You have finished this round"):
        lock_active_coder(ann)
