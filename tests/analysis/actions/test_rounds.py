"""Rounds go from stage to stage, each with what it promises."""

from datetime import timedelta

import pytest

from analysis.actions.cases import gather_cases
from analysis.actions.coders import excuse, finish, mark_read, reopen
from analysis.actions.desk import mint_theme
from analysis.actions.planning import plan_round
from analysis.actions.rounds import begin_consensus, begin_independent, close, compare
from analysis.actions.themes import edit_theme
from analysis.errors import NothingToCode, NotMixed, WrongStage
from analysis.models import Case, Coding, CodingRound, ExclusionStep, Stage, Standing, Unit
from analysis.queries.blindness import themes_of
from analysis.queries.cases import codable
from analysis.queries.comparison import comparisons
from survey.actions.withdrawal import withdraw
from survey.models import Participant
from tests.analysis.coding import CodingWorld, browser
from tests.survey.through import finish as take_part
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_case_holds_the_free_text_in_the_order_of_reading(coding: CodingWorld) -> None:
    case = coding.cases[0]
    units = Unit.objects.filter(case=case).select_related("answer")
    asked = [(unit.answer.scenario, unit.answer.question) for unit in units if unit.answer]
    order = [trial.scenario for trial in case.participant.trials.all()]  # type: ignore[union-attr]
    assert [scenario for scenario, _ in asked] == [order[0]] * 5 + [order[1]] * 5 + [""] * 2
    assert asked[0][1] == "suspected_cause"
    assert "gender" not in {question for _, question in asked}
    assert gather_cases(coding.founding.study, simulated=False) == coding.cases


def test_pilots_and_people_on_their_way_are_no_cases(coding: CodingWorld) -> None:
    take_part(coding.join("pia", is_pilot=True))
    coding.join("on the way")
    assert len(gather_cases(coding.founding.study, simulated=False)) == 3


def test_simulated_participants_are_coded_apart_and_labelled(coding: CodingWorld) -> None:
    take_part(coding.join("robot", is_simulated=True))
    (robot,) = gather_cases(coding.founding.study, simulated=True)
    assert (robot.synthetic, robot.label[0]) == (True, "S")
    coders = [coding.ann]
    with pytest.raises(NotMixed):
        plan_round(
            coding.codebook, title="Both", cases=[robot, *coding.cases], coders=coders, now=NOON
        )
    planned = plan_round(coding.codebook, title="Robot", cases=[robot], coders=coders, now=NOON)
    assert planned.synthetic


def test_a_round_without_cases_or_coders_is_not_planned(coding: CodingWorld) -> None:
    for cases, coders in (((), [coding.ann]), (coding.cases, [])):
        with pytest.raises(NothingToCode):
            plan_round(coding.codebook, title="No", cases=cases, coders=coders, now=NOON)
    assert not CodingRound.objects.exists()


def test_whoever_is_left_out_of_the_study_stays_out_of_new_rounds(coding: CodingWorld) -> None:
    left = coding.cases[0]
    assert left.participant is not None
    ExclusionStep.objects.create(
        participant=left.participant, number=1, kind="excluded", reason="low_quality",
        by=coding.rita, happened_at=NOON,
    )  # fmt: skip
    assert left not in codable(coding.founding.study, simulated=False)
    with pytest.raises(NothingToCode, match="left out"):
        plan_round(coding.codebook, title="No", cases=[left], coders=[coding.ann], now=NOON)


def test_a_round_keeps_the_codebook_it_began_with(coding: CodingWorld) -> None:
    assert coding.round.stage == Stage.INDEPENDENT
    theme = coding.theme("class_overlap")
    fields = {"name": "Overlap of classes", "kinds": ["other"]}
    edit_theme(coding.codebook, theme.guid, area=None, fields=fields, by="rita", now=NOON)
    names = {each.name for each in themes_of(coding.part(coding.ann))}
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
        coding.codebook, title="W", cases=coding.cases, joint=[first],
        coders=[coding.ann, coding.ben], now=NOON,
    )  # fmt: skip
    assert coding.round.stage == Stage.WORKSHOP
    together = coding.code(coding.ann, "class_overlap")
    assert coding.code(coding.ben, "class_overlap") == together
    fresh = mint_theme(coding.part(coding.ben), name="Weather", kind="other", definition="")
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


def test_a_round_goes_on_without_a_coder_who_was_excused(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "mislabeled_data")
    ben = coding.part(coding.ben)
    mint_theme(ben, name="Mine", kind="", definition="")
    for case in coding.cases:
        mark_read(coding.part(coding.ann), case, read=True, now=NOON)
    finish(coding.part(coding.ann), now=NOON)
    with pytest.raises(WrongStage, match="or was excused"):
        compare(coding.round, now=NOON)
    with pytest.raises(WrongStage, match="in a few words"):
        excuse(ben, because=" ", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="has finished"):
        excuse(coding.part(coding.ann), because="Away", by=coding.rita, now=NOON)
    excuse(ben, because="Fell ill", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="rita has excused you"):
        coding.code(coding.ben, "class_overlap")
    reopen(coding.part(coding.ann))
    with pytest.raises(WrongStage, match="only coder left"):
        excuse(coding.part(coding.ann), because="Too", by=coding.rita, now=NOON)
    finish(coding.part(coding.ann), now=NOON)
    kept = compare(coding.round, now=NOON)
    assert kept.report["coders"] == ["ann"]
    compared = CodingRound.objects.get(pk=coding.round.pk)
    found = {item.theme.key for case in comparisons(compared) for item in case.items}
    assert found == {"class_overlap"}
    assert Coding.objects.filter(coder=ben).count() == 1
    begin_consensus(compared, now=NOON)
    close(compared, now=NOON)


def test_only_whoever_runs_rounds_excuses_a_coder(coding: CodingWorld) -> None:
    address = f"/admin/analysis/codinground/{coding.round.pk}/"
    sent = {"coder": "ben", "because": "Fell ill"}
    assert browser(coding.ann).post(f"{address}excuse/", sent).status_code == 403
    rita = browser(coding.rita)
    assert "Go on without ben" in rita.get(f"{address}change/").content.decode()
    rita.post(f"{address}excuse/", sent)
    assert "excused: Fell ill" in rita.get(f"{address}change/").content.decode()
    ben = browser(coding.ben)
    assert "You were excused" in ben.get(f"{address}change/").content.decode()
    assert "You were excused" in ben.get(f"{address}desk/").content.decode()
