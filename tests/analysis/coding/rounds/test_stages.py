"""Rounds go from stage to stage, each with what it promises."""

from datetime import timedelta

import pytest
from django.db import transaction

from analysis.coding.codebooks.themes import edit_theme
from analysis.coding.desk.apply_codes import remove_coding
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.coders import finish, mark_read, reopen
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.models import Basis
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import (
    back_to_comparison,
    back_to_workshop,
    begin_consensus,
    begin_independent,
    close,
    compare,
    open_again,
)
from analysis.coding.visibility import themes_of
from analysis.errors import WrongStage
from analysis.models import (
    Agreement,
    Case,
    Coding,
    CodingRound,
    Decision,
    Stage,
    Standing,
    Unit,
    Verdict,
)
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
    fresh = propose_theme(coding.part(coding.ben), name="Weather", definition="")
    assert fresh.standing == Standing.SHARED
    with pytest.raises(WrongStage, match="after the workshop"):
        coding.code(coding.ann, "class_overlap", case=1)
    begin_independent(coding.round, now=NOON)
    with pytest.raises(WrongStage, match="workshop, which is over"):
        coding.code(coding.ann, "mislabeled_data")
    assert coding.code(coding.ann, "class_overlap", case=1).coder is not None


def workshop(coding: CodingWorld, *, alone: bool = True) -> CodingRound:
    """The first case is coded together, the others alone or not at all."""
    first, *rest = coding.cases
    planned = plan_round(
        coding.codebook,
        title="W",
        cases=[first, *(rest if alone else ())],
        joint=[first],
        coders=[coding.ann, coding.ben],
        now=NOON,
    )
    coding.__dict__["round"] = planned
    return planned


def test_the_end_of_a_workshop_is_taken_back_until_somebody_began_alone(
    coding: CodingWorld,
) -> None:
    planned = workshop(coding)
    begin_independent(planned, now=NOON)
    back_to_workshop(planned)
    planned.refresh_from_db()
    assert (planned.stage, planned.version) == (Stage.WORKSHOP, None)
    coding.code(coding.ann, "class_overlap")
    begin_independent(planned, now=NOON)
    refusals = set()
    for begin in (
        lambda: remove_coding(
            coding.part(coding.ann), coding.code(coding.ann, "class_overlap", case=1).guid
        ),
        lambda: mark_read(coding.part(coding.ben), coding.cases[1], read=True, now=NOON),
        lambda: propose_theme(coding.part(coding.ben), name="Rain", definition=""),
    ):
        before = transaction.savepoint()
        begin()
        with pytest.raises(WrongStage) as refused:
            back_to_workshop(planned)
        transaction.savepoint_rollback(before)
        refusals.add(str(refused.value))
    assert len(refusals) == 1, "it would tell who has begun, or with what"
    assert "Somebody has begun to code alone" in refusals.pop()


def test_a_round_without_a_workshop_has_none_to_go_back_to(coding: CodingWorld) -> None:
    with pytest.raises(WrongStage, match="began without a workshop"):
        back_to_workshop(coding.round)


def test_a_round_coded_together_alone_is_not_closed_empty_and_opens_again(
    coding: CodingWorld,
) -> None:
    planned = workshop(coding, alone=False)
    with pytest.raises(WrongStage, match="Nothing is coded"):
        begin_independent(planned, now=NOON)
    coding.code(coding.ann, "class_overlap")
    begin_independent(planned, now=NOON)
    planned.refresh_from_db()
    assert planned.stage == Stage.CLOSED
    open_again(planned)
    planned.refresh_from_db()
    assert (planned.stage, planned.closed_at) == (Stage.WORKSHOP, None)


def test_a_consensus_is_taken_back_until_somebody_decided(
    coding: CodingWorld, compared: CodingRound
) -> None:
    back_to_comparison(compared)
    assert not Decision.objects.exists()
    assert not compared.codings.filter(coder=None).exists()
    begin_consensus(compared, now=NOON)
    theme = coding.guid("mislabeled_data")
    decide(compared, coding.cases[0], theme, Verdict.REJECT, by=coding.ann, now=NOON, reason="No.")
    with pytest.raises(WrongStage, match="decided on a theme already"):
        back_to_comparison(compared)


def test_a_closed_round_opens_again_until_another_one_is_planned(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "class_overlap")
    coded = coding.decide()
    close(coded, now=NOON)
    Agreement.objects.get_or_create(
        round=coded, basis=Basis.RECONCILED, defaults={"report": {}, "taken_at": NOON}
    )
    open_again(coded)
    coded.refresh_from_db()
    assert (coded.stage, coded.closed_at) == (Stage.CONSENSUS, None)
    assert [kept.basis for kept in coded.agreements.all()] == [Basis.AS_CODED]
    close(coded, now=NOON)
    later = NOON + timedelta(days=1)
    plan_round(coding.codebook, title="Zweite", cases=coding.cases, coders=[coding.ann], now=later)
    with pytest.raises(WrongStage, match="Round 2: Zweite was planned"):
        open_again(coded)


def test_whoever_withdraws_takes_every_coding_along(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "class_overlap", case=1)
    coding.decide()
    case = coding.cases[0]
    withdraw(Participant.objects.get(case=case), now=NOON)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Unit.objects.filter(case=case.pk).exists()
    assert Coding.objects.count() == 1
