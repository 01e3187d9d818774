"""Rounds are renamed, extended and deleted, by researchers and without telling who did what."""

import pytest

from analysis.coding.desk.apply_codes import WHOLE, apply_theme, remove_coding
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.records import desk
from analysis.coding.rounds.manage import delete_round, extend_round, rename_round
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.results import codebook_results
from analysis.coding.rounds.stages import begin_consensus, close, compare
from analysis.errors import NothingToCode, UnfitName, WrongStage
from analysis.models import CodingRound, RoundCase, Stage
from survey.population import Population
from tests.analysis.coding.desk.addresses import desk as desk_address
from tests.analysis.coding_world import CodingWorld, browser
from tests.survey.steps import finish as take_part
from tests.world import NOON

pytestmark = pytest.mark.django_db


def late(coding: CodingWorld) -> str:
    """The label of somebody who took part after the round was planned."""
    assert coding.round.pk
    participant = coding.join("late")
    take_part(participant)
    return participant.label


def test_a_late_participant_is_coded_together_at_any_stage_and_counts(coding: CodingWorld) -> None:
    label = late(coding)
    extend_round(coding.round, together=[label], apart=[])
    member = RoundCase.objects.select_related("case").get(late=True)
    assert (member.case.label, member.joint) == (label, True)
    ann, unit = coding.part(coding.ann), member.case.units.all()[0]
    own = propose_theme(ann, name="Weather", definition="")
    with pytest.raises(WrongStage, match="yours alone"):
        apply_theme(ann, unit, own.guid, WHOLE, now=NOON)
    shown = desk(ann, member.case_id)
    assert own.guid not in {theme.guid for theme in shown.themes}
    assert not shown.may_propose
    assert desk(ann).may_propose
    page = browser(coding.ann).get(desk_address(coding, f"{member.case_id}/")).content.decode()
    assert "came late and is coded together: with the themes of the codebook" in page
    assert "Add it" not in page
    theme = coding.guid("class_overlap")
    joint, _ = apply_theme(ann, unit, theme, WHOLE, now=NOON)
    assert joint.coder is None
    remove_coding(coding.part(coding.ben), joint.guid)
    coding.finish()
    ben = coding.part(coding.ben)
    assert desk(ben, member.case_id).is_open
    assert not desk(ben, member.case_id).may_propose
    assert not desk(ben, coding.cases[0].pk).is_open
    own.delete()
    compare(coding.round, now=NOON)
    coded = CodingRound.objects.get(pk=coding.round.pk)
    assert member.case_id not in coded.agreements.get().cases.values_list("case", flat=True)
    begin_consensus(coded, now=NOON)
    apply_theme(coding.part(coding.ben), unit, theme, WHOLE, now=NOON)
    close(coded, now=NOON)
    with pytest.raises(WrongStage, match="closed"):
        apply_theme(coding.part(coding.ben), unit, theme, WHOLE, now=NOON)
    results = codebook_results(coding.codebook, Population.PEOPLE)
    assert label in results.cases
    assert sum(theme.cases for theme in results.themes) == 1


def test_whoever_is_added_apart_is_read_by_those_who_had_finished_too(coding: CodingWorld) -> None:
    label = late(coding)
    coding.finish()
    extend_round(coding.round, together=[], apart=[label])
    assert not coding.round.coders.exclude(finished_at=None).exists()
    with pytest.raises(NothingToCode, match=label):
        extend_round(coding.round, together=[label], apart=[])
    with pytest.raises(NothingToCode, match="P999"):
        extend_round(coding.round, together=[], apart=["P999"])
    coding.compare()
    with pytest.raises(WrongStage, match="joint workshop or independent"):
        extend_round(coding.round, together=[], apart=["P999"])


def test_a_round_is_deleted_while_nobody_has_worked_in_it_and_no_longer(
    coding: CodingWorld,
) -> None:
    empty = plan_round(
        coding.codebook, title="Wrong one", cases=coding.cases, coders=[coding.ann], now=NOON
    )
    delete_round(empty)
    assert not CodingRound.objects.exists()
    coded = coding.code(coding.ann, "class_overlap")
    remove_coding(coding.part(coding.ann), coded.guid)
    with pytest.raises(WrongStage, match="Somebody has worked"):
        delete_round(coding.round)
    assert coding.round.stage == Stage.INDEPENDENT


def test_a_round_has_a_title_of_one_line(coding: CodingWorld) -> None:
    rename_round(coding.round, title="  Second\n round ")
    assert str(CodingRound.objects.get()) == "round 1: Second round"
    for title in (" ", "a" * 201):
        with pytest.raises(UnfitName):
            rename_round(coding.round, title=title)
