"""The agreement of a round is measured once and stays what it was."""

import pytest

from analysis.coding.codebooks.merge_split import merge_themes
from analysis.coding.rounds.agreement import round_agreement
from analysis.models import Agreement
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding.rounds.decided_rounds import coded, settled
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_the_agreement_is_that_of_the_pinned_definition(coding: CodingWorld) -> None:
    agreement = round_agreement(coded(coding))
    assert agreement is not None
    # By hand: one theme found by both, three by one of them: Jaccard 1 / 4, Dice 2 / 5.
    values = {figure.measure.key: figure.value for figure in agreement.over("all")}
    assert (agreement.main.measure.key, agreement.main.value) == ("jaccard", 0.25)
    assert values["dice"] == 0.4
    assert values["presence_absence"] == (3 * 34 - 3) / (3 * 34)
    by_case = {
        figure.name: figure.value for figure in agreement.cases if figure.measure.key == "jaccard"
    }
    assert list(by_case.values()) == [1 / 3, 0.0, None]


def test_later_changes_leave_the_agreement_and_a_withdrawal_takes_its_part(
    coding: CodingWorld,
) -> None:
    row = settled(coding)
    before = Agreement.objects.get().report
    merge_themes(
        coding.codebook,
        coding.guid("mislabeled_data"),
        into=coding.guid("class_overlap"),
        by="rita",
        now=NOON,
    )
    withdraw(Participant.objects.get(case=coding.cases[0]), now=NOON)
    assert Agreement.objects.get().report == before
    agreement = round_agreement(row)
    assert agreement is not None
    assert coding.cases[0].label not in {figure.name for figure in agreement.cases}
    assert coding.cases[0].label not in str(before)
