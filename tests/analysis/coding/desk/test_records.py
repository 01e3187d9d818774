"""The desk shows one case, with what its coder has coded in it and nothing else."""

import pytest

from analysis.coding.desk.apply_codes import Segment
from analysis.coding.desk.records import desk
from analysis.coding.rounds.coders import mark_read
from analysis.errors import NotYours
from tests.analysis.coding_world import CodingWorld
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
    assert (shown.undo, shown.last) == (step.guid, coding.guid("class_overlap"))


def test_a_case_that_is_not_in_the_round_is_refused(coding: CodingWorld) -> None:
    with pytest.raises(NotYours, match="not part of the round"):
        desk(coding.part(coding.ann), 0)
