"""Agreement is told as coded and with themes reconciled; either is measured once for good."""

import pytest

from analysis.coding.codebooks.merge_split import merge_themes, retire_theme
from analysis.coding.rounds.agreement import (
    claims_agreement,
    reported_agreement,
    round_agreement,
    store_agreement,
    with_provisional,
)
from analysis.models import Agreement, Basis, CodingRound
from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.records import MeasuredAgreement, Over, RoundAgreement
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding.rounds.coding_plans import plan_coding
from tests.analysis.coding.rounds.decided_rounds import (
    TWINS,
    closed,
    coded,
    coded_with_twins,
    reconcile,
    settled,
    twins,
)
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def told(coding_round: CodingRound) -> RoundAgreement:
    agreement = round_agreement(coding_round)
    assert agreement is not None
    return agreement


def so_far(coding_round: CodingRound) -> MeasuredAgreement:
    return with_provisional(told(coding_round), coding_round, now=NOON).measured[1]


def test_the_agreement_is_that_of_the_pinned_definition(coding: CodingWorld) -> None:
    agreement = told(coded(coding)).reported
    # By hand: one theme found by both, three by one of them: Jaccard 1 / 4, Dice 2 / 5.
    values = {figure.measure.key: figure.value for figure in agreement.over("all")}
    assert (agreement.main.measure.key, agreement.main.value) == ("jaccard", 0.25)
    assert values["dice"] == 0.4
    assert values["presence_absence"] == pytest.approx((3 * 34 - 3) / (3 * 34), abs=1e-12)
    by_case = {
        figure.name: figure.value for figure in agreement.cases if figure.measure.key == "jaccard"
    }
    assert list(by_case.values()) == [pytest.approx(1 / 3, abs=1e-12), 0.0, None]


def test_each_question_has_its_own_figure(coding: CodingWorld) -> None:
    agreement = told(coded(coding)).reported
    by_question = {
        figure.question: (figure.value, figure.applied, figure.units)
        for figure in agreement.over("question")
        if figure.measure.key == "jaccard"
    }
    # By hand: nobody shares a theme in one answer, though both have one theme in the first case.
    asked_first = coding.unit(0, 0).answer
    assert asked_first is not None
    assert by_question[asked_first.scenario, asked_first.question][0] == 0
    assert {value for value, _, _ in by_question.values()} == {0, None}
    assert sum(applied for _, applied, _ in by_question.values()) == 5
    assert {units for _, _, units in by_question.values()} == {3}
    asked = [unit.answer for unit in coding.cases[0].units.select_related("answer")]
    assert len(by_question) == len(asked)
    shown = {figure.question: figure.name for figure in agreement.over("question")}
    assert len(set(shown.values())) == len(shown)


def test_one_idea_under_two_names_agrees_once_the_themes_are_reconciled(
    coding: CodingWorld,
) -> None:
    # Measured in a round of the real procedure: 4 / 17 = 23.5 % before the definitions were merged
    # and 7 / 14 = 50.0 % afterwards.
    coding_round = coded_with_twins(coding)
    before = told(coding_round)
    assert [measured.basis for measured in before.measured] == [ThemeBasis.AS_CODED]
    assert before.reported.main.value == pytest.approx(4 / 17)
    assert before.reported.main.text == "23.5 %"
    assert before.instead.startswith("The study reports its agreement with themes reconciled")
    assert len(before.reported.themes) == 34 + 6
    assert so_far(coding_round).main.value == pytest.approx(4 / 17)
    reconcile(coding, TWINS[0])
    assert so_far(coding_round).main.value == pytest.approx(5 / 16)
    for name in TWINS[1:]:
        reconcile(coding, name)
    provisional = so_far(coding_round)
    assert (provisional.provisional, provisional.main.text) == (True, "50.0 %")
    assert Agreement.objects.filter(basis=Basis.RECONCILED).count() == 0

    after = told(closed(coding, coding_round))
    as_coded, reconciled = after.measured
    assert as_coded.main.value == pytest.approx(4 / 17)
    assert reconciled.main.value == 0.5
    assert (after.reported, after.instead) == (reconciled, "")
    assert len(reconciled.themes) == 34 + 3
    names = [theme.name for theme in reconciled.themes]
    assert [name for name in names if name in TWINS] == list(TWINS)
    values = {figure.measure.key: figure.value for figure in reconciled.over("all")}
    assert values["presence_absence"] == pytest.approx(1 - 7 / (3 * 37), abs=1e-12)
    value = reported_agreement([coding_round])[coding_round.pk]
    assert (value.basis, value.value.value) == (ThemeBasis.RECONCILED, 0.5)


def test_two_proposed_themes_of_one_name_have_keys_and_figures_of_their_own(
    coding: CodingWorld,
) -> None:
    agreement = told(coded_with_twins(coding)).reported
    keys = {theme.key for theme in agreement.themes if theme.name == TWINS[0]}
    assert keys == {"ask_an_expert", "ask_an_expert_2"}
    found = [
        (figure.key, figure.applied)
        for figure in agreement.over(Over.THEME)
        if figure.measure.key == "jaccard" and figure.name == TWINS[0]
    ]
    assert found == [("ask_an_expert", 1), ("ask_an_expert_2", 1)]
    (pair,) = [figure for figure in agreement.over(Over.PAIR) if figure.measure.key == "jaccard"]
    assert (pair.name, pair.value) == ("ann and ben", agreement.main.value)


def test_a_dropped_theme_counts_no_more_and_a_merged_one_as_what_it_was_merged_into(
    coding: CodingWorld,
) -> None:
    coding_round = coded_with_twins(coding)
    of_ann, of_ben = twins(coding, TWINS[0])
    retire_theme(coding.codebook, of_ben.guid, **BY)
    merge_themes(coding.codebook, of_ann.guid, into=coding.guid("class_overlap"), **BY)
    # By hand: ann's went into a theme that both have in that case, ben's is gone: 4 / 15.
    reconciled = so_far(coding_round)
    assert reconciled.main.value == pytest.approx(4 / 15)
    assert not {"ask_an_expert"} & {theme.key for theme in reconciled.themes}
    assert len(reconciled.themes) == 34 + 4
    # A theme of the codebook that nobody used is merged away: it could be chosen no more.
    merge_themes(
        coding.codebook, coding.guid("mislabeled_data"), into=coding.guid("class_overlap"), **BY
    )
    assert len(so_far(coding_round).themes) == 34 + 3


def test_later_changes_leave_the_agreement_and_a_withdrawal_takes_its_part(
    coding: CodingWorld,
) -> None:
    row = settled(coding)
    before = list(Agreement.objects.order_by("basis").values_list("report", flat=True))
    assert len(before) == 2
    merge_themes(
        coding.codebook, coding.guid("mislabeled_data"), into=coding.guid("class_overlap"), **BY
    )
    withdraw(Participant.objects.get(case=coding.cases[0]), now=NOON)
    assert list(Agreement.objects.order_by("basis").values_list("report", flat=True)) == before
    for measured in told(row).measured:
        assert coding.cases[0].label not in {figure.name for figure in measured.cases}
    assert coding.cases[0].label not in str(before)


def test_a_round_that_is_closed_again_is_measured_again(coding: CodingWorld) -> None:
    row = settled(coding)
    CodingRound.objects.filter(pk=row.pk).update(stage="consensus")
    assert len(told(CodingRound.objects.get(pk=row.pk)).measured) == 1
    CodingRound.objects.filter(pk=row.pk).update(stage="closed")
    store_agreement(row, Basis.RECONCILED, now=NOON)
    assert len(told(row).measured) == 2


def test_the_study_names_what_a_round_reports_and_the_round_keeps_it(coding: CodingWorld) -> None:
    plan_coding(coding, {"agreement": "dice", "basis": "as_coded"})
    coding_round = coded(coding)
    plan_coding(coding, {"agreement": "jaccard"}, version="9.2")
    agreement = told(closed(coding, coding_round))
    assert agreement.reported.basis is ThemeBasis.AS_CODED
    assert [measured.main.measure.key for measured in agreement.measured] == ["dice", "dice"]


def test_a_reflexive_study_claims_no_agreement_and_measures_none(coding: CodingWorld) -> None:
    plan_coding(coding, {"approach": "reflexive"})
    row = settled(coding)
    assert row.stage == "closed"
    assert not claims_agreement(coding.founding.study)
    assert Agreement.objects.count() == 0
    assert round_agreement(row) is None
