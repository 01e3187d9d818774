"""The desk shows one case, with what its coder has coded in it and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.codebooks.colours import colour_of
from analysis.coding.desk.apply_codes import Segment
from analysis.coding.desk.records import desk
from analysis.coding.rounds.coders import mark_read
from analysis.errors import NotYours
from tests.analysis.coding.desk.interviews import add_interview
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_the_desk_opens_with_the_first_case_that_is_not_done(coding: CodingWorld) -> None:
    first, second, third = coding.cases
    ann = coding.part(coding.ann)
    mark_read(ann, first, read=True, now=NOON)
    shown = desk(ann)
    assert (shown.case.pk, shown.done, shown.apart) == (second.pk, 1, 3)
    assert [link and link.pk for link in (shown.previous, shown.following)] == [first.pk, third.pk]
    for case in (second, third):
        mark_read(ann, case, read=True, now=NOON)
    assert desk(ann).case.pk == first.pk


def test_a_coder_sees_their_own_codings_and_the_step_to_undo(coding: CodingWorld) -> None:
    coding.code(coding.ben, "mislabeled_data")
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 2))
    ann = coding.part(coding.ann)
    shown = desk(ann, coding.cases[0].pk)
    codings = [coding for unit in shown.units for coding in unit.codings]
    assert [(applied.name, applied.is_whole) for applied in codings] == [("Class overlap", False)]
    step = ann.steps.first()
    assert step is not None
    assert shown.undo == step.guid


def test_a_case_that_is_not_in_the_round_is_refused(coding: CodingWorld) -> None:
    with pytest.raises(NotYours, match="not part of the round"):
        desk(coding.part(coding.ann), 0)


def test_one_goes_on_where_one_was(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap", case=0)
    coding.code(coding.ann, "class_overlap", case=1, unit_index=2)
    ann = coding.part(coding.ann)
    shown = desk(ann)
    assert (shown.case.pk, shown.place) == (coding.cases[1].pk, coding.unit(1, 2).guid)
    assert desk(ann, coding.cases[0].pk).place == coding.unit().guid
    assert desk(coding.part(coding.ben)).place is None
    mark_read(ann, coding.cases[1], read=True, now=NOON)
    assert desk(ann).case.pk == coding.cases[0].pk


def test_interviews_have_their_heading_and_their_interviewers(interviews: InterviewWorld) -> None:
    case = add_interview(interviews)
    shown = desk(interviews.part(interviews.ann), case.pk)
    assert shown.case.label == "P9"
    assert {unit.transcript for unit in shown.units} == {"Third interview · en"}
    assert [unit.is_interviewer for unit in shown.units] == [True, False, True, False]
    assert shown.trials == {}


def test_answers_have_the_trials_that_they_are_about(coding: CodingWorld) -> None:
    answers = desk(coding.part(coding.ann), coding.cases[0].pk)
    assert answers.case.label == coding.cases[0].label
    assert set(answers.trials) == {unit.scenario for unit in answers.units if unit.scenario}


def test_the_number_of_queries_does_not_grow_with_what_was_coded(coding: CodingWorld) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk(ann, coding.cases[0].pk)
        return len(captured)

    ann = coding.part(coding.ann)
    coding.code(coding.ann, "class_overlap")
    queries()  # the first one fills what is cached
    few = queries()
    for key in ("class_overlap", "mislabeled_data", "spurious_correlation"):
        for unit_index in range(3):
            coding.code(coding.ann, key, unit_index=unit_index, segment=Segment(0, 2))
    assert queries() == few


def test_a_mark_has_the_colour_that_its_theme_has_in_the_list(coding: CodingWorld) -> None:
    chosen = coding.theme("class_overlap")
    chosen.colour = "#E65100"
    chosen.save()
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ann, "mislabeled_data")
    unit = desk(coding.part(coding.ann)).units[0]
    given = colour_of(coding.guid("mislabeled_data"), "")
    assert {coding.name: coding.colour for coding in unit.codings} == {
        "Class overlap": "#E65100",
        "Mislabeled data": given,
    }
