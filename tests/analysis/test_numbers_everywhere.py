"""Every place of analysis calls a participant by one number: that in the study."""

import re

import pytest

from analysis.coding.cases.codable import offered_cases
from analysis.coding.rounds.stages import close
from analysis.export.scope import Scope
from analysis.export.tables import TABLES
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.records.participant_filters import ParticipantFilter, narrowed
from analysis.records.participant_list import participant_page
from analysis.report.of_study import report_of
from analysis.report.writers.html import html
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from survey.population import Population
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

THERE = {2, 3, 4}
OF_PARTICIPANTS = {
    "participants",
    "wide",
    "trials",
    "explorations",
    "answers",
    "check_attempts",
    "pages",
    "exclusions",
    "codes",
}
"""The tables of a package with a row, or rows, for each participant."""


class LateWorld(CodingWorld):
    """Two pilots, and P1 who left, before P2, P3 and P4: no primary key is a number."""

    def __init__(self) -> None:
        World.__init__(self)
        self.open()
        for name in ("one", "other"):
            self.join(name, population=Population.PILOTS)
        withdraw(self.join("first"), now=NOON)
        for name in ("second", "third", "fourth"):
            finish(self.join(name))
        self.ann, self.ben = account("ann"), account("ben")


@pytest.fixture
def late(db: None) -> LateWorld:
    return LateWorld()


def test_every_table_of_a_package_has_the_numbers_and_no_primary_key(late: LateWorld) -> None:
    for case in range(3):
        late.code(late.ann, "mislabeled_data", case=case)
    late.decide()
    for person in Participant.objects.filter(population=Population.PEOPLE):
        exclude(person, Reason.OTHER, by=late.rita, now=NOON)
    numbered = set()
    for build in TABLES:
        table = build(Scope(late.study))
        names = [column.name for column in table.columns]
        if "participant" in names:
            at = names.index("participant")
            assert {row[at] for row in table.rows} == THERE, table.name
            numbered.add(table.name)
    assert numbered == OF_PARTICIPANTS


def test_desk_list_and_report_use_the_same_numbers(late: LateWorld) -> None:
    labels = ["P2", "P3", "P4"]
    assert [label for label, _title in offered_cases(late.study, Population.PEOPLE)] == labels
    assert [case.label for case in late.cases] == labels
    rows = narrowed(late.study, Population.PEOPLE, ParticipantFilter())
    listed = participant_page(rows, late.founding).people
    assert [person.label for person in listed] == labels[::-1]
    for case in range(3):
        for coder in (late.ann, late.ben):
            late.code(coder, "mislabeled_data", case=case)
    desk = browser(late.ann).get(f"/admin/analysis/codinground/{late.round.pk}/desk/")
    assert set(re.findall(r"\bP\d+\b", desk.content.decode())) == set(labels)
    close(late.decide(), now=NOON)
    quoted = re.findall(r"\bP\d+\b", html(report_of(late.study, Population.PEOPLE)))
    assert set(quoted) == set(labels)


def test_the_simulated_count_from_one_as_well_and_are_marked(late: LateWorld) -> None:
    finish(late.join("sim", population=Population.SIMULATED))
    [(label, _title)] = offered_cases(late.study, Population.SIMULATED)
    assert label == "S1"
