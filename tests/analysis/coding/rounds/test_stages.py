"""Rounds go from stage to stage, each with what it promises."""

from datetime import timedelta

import pytest

from analysis.coding.codebooks.themes import edit_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.coders import finish, mark_read, reopen
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_independent, compare
from analysis.coding.visibility import themes_of
from analysis.errors import WrongStage
from analysis.models import Case, Coding, Stage, Standing, Unit
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_round_keeps_the_codebook_it_began_with(coding: CodingWorld) -> None:
    assert coding.round.stage == Stage.INDEPENDENT
    theme = coding.theme("class_overlap")
    fields = {"name": "Overlap of classes", "kinds": ["other"]}
    edit_theme(coding.codebook, theme.guid, area=None, fields=fields, by="rita", now=NOON)
    names = {offered.name for offered in themes_of(coding.part(coding.ann))}
    assert {"Class overlap"} == names & {"Class overlap", "Overlap of classes"}
    later = NOON + timedelta(days=1)
    again = plan_round(
        coding.codebook, title="Second", cases=coding.cases, coders=[coding.ann], now=later
    )
    assert [coding.round.version.number, again.version.number] == [1, 2]  # type: ignore[union-attr]


def test_a_round_is_compared_once_everybody_has_finished(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    ann = coding.part(coding.ann)
    with pytest.raises(WrongStage, match="3 participants"):
        finish(ann, now=NOON)
    for case in coding.cases:
        mark_read(ann, case, read=True, now=NOON)
    finish(ann, now=NOON)
    with pytest.raises(WrongStage, match="Not everybody"):
        compare(coding.round, now=NOON)
    reopen(ann)
    assert coding.compare().stage == Stage.COMPARISON
    with pytest.raises(WrongStage, match="comparison"):
        reopen(ann)
    with pytest.raises(WrongStage, match="at its comparison"):
        compare(coding.round, now=NOON)


def test_the_workshop_codes_together_and_then_everybody_alone(coding: CodingWorld) -> None:
    first = coding.cases[0]
    coding.__dict__["round"] = plan_round(
        coding.codebook,
        title="W",
        cases=coding.cases,
        joint=[first],
        coders=[coding.ann, coding.ben],
        now=NOON,
    )
    assert coding.round.stage == Stage.WORKSHOP
    together = coding.code(coding.ann, "class_overlap")
    assert coding.code(coding.ben, "class_overlap") == together
    fresh = propose_theme(coding.part(coding.ben), name="Weather", kind="other", definition="")
    assert fresh.standing == Standing.SHARED
    with pytest.raises(WrongStage, match="after the workshop"):
        coding.code(coding.ann, "class_overlap", case=1)
    begin_independent(coding.round, now=NOON)
    with pytest.raises(WrongStage, match="workshop, which is over"):
        coding.code(coding.ann, "mislabeled_data")
    assert coding.code(coding.ann, "class_overlap", case=1).coder is not None


def test_whoever_withdraws_takes_every_coding_along(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "class_overlap", case=1)
    coding.decide()
    case = coding.cases[0]
    withdraw(Participant.objects.get(case=case), now=NOON)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Unit.objects.filter(case=case.pk).exists()
    assert Coding.objects.count() == 1
