"""Coding at the desk: kept once, undone in order, refused outside of what is one's own."""

import pytest

from analysis.coding.desk.apply_codes import (
    MOST_PARTS,
    WHOLE,
    Segment,
    apply_theme,
    apply_to_parts,
    find_segment,
    remove_coding,
    undo,
    write_memo,
)
from analysis.coding.visibility import own_layer
from analysis.errors import (
    ChangedMeanwhile,
    NoSuchSegment,
    NotCodable,
    WrongStage,
)
from analysis.models import Coding
from tests.analysis.coding.desk.interviews import add_interview
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def live(coding: CodingWorld) -> int:
    return own_layer(coding.part(coding.ann)).count()


def test_the_same_coding_sent_twice_is_there_once(coding: CodingWorld) -> None:
    first = coding.code(coding.ann, "mislabeled_data")
    assert coding.code(coding.ann, "mislabeled_data") == first
    assert (first.start, first.end) == (0, len("yes"))
    assert coding.part(coding.ann).steps.count() == 1


def test_steps_are_undone_one_after_the_other(coding: CodingWorld) -> None:
    part = coding.part(coding.ann)
    coding.code(coding.ann, "mislabeled_data")
    second = coding.code(coding.ann, "class_overlap")
    write_memo(part, second.guid, "Both?", seen="")
    remove_coding(part, second.guid)
    assert live(coding) == 1
    seen = []
    while (step := part.steps.first()) is not None:
        undo(part, step.guid)
        second.refresh_from_db()
        seen.append((live(coding), second.memo))
    assert seen == [(2, "Both?"), (2, ""), (1, ""), (0, "")]


def test_a_step_undone_in_another_tab_is_not_undone_twice(coding: CodingWorld) -> None:
    part = coding.part(coding.ann)
    coding.code(coding.ann, "mislabeled_data")
    coding.code(coding.ann, "class_overlap")
    step = part.steps.first()
    assert step is not None
    undo(part, step.guid)
    with pytest.raises(ChangedMeanwhile, match="nothing was changed"):
        undo(part, step.guid)
    assert live(coding) == 1


def test_a_memo_changed_in_another_tab_stays(coding: CodingWorld) -> None:
    part, made = coding.part(coding.ann), coding.code(coding.ann, "class_overlap")
    write_memo(part, made.guid, "One.", seen="")
    with pytest.raises(ChangedMeanwhile, match="stays as it is there"):
        write_memo(part, made.guid, "Two.", seen="")
    made.refresh_from_db()
    assert made.memo == "One."


@pytest.mark.parametrize("kept", ["Two\nlines.", "Two\r\nlines."])
def test_line_breaks_that_browsers_send_otherwise_change_no_memo(
    coding: CodingWorld, kept: str
) -> None:
    part, made = coding.part(coding.ann), coding.code(coding.ann, "class_overlap")
    Coding.objects.filter(pk=made.pk).update(memo=kept)  # as an imported file has it
    assert write_memo(part, made.guid, "Two\r\nlines.", seen="").memo == kept
    assert write_memo(part, made.guid, "Now\r\nthree\r\n.", seen="Two\r\nlines.").memo == (
        "Now\nthree\n."
    )


def test_nothing_is_coded_in_somebody_elses_round_or_after_finishing(coding: CodingWorld) -> None:
    carl = coding.part(coding.ann)
    other = coding.code(coding.ben, "class_overlap")
    with pytest.raises(ChangedMeanwhile, match="gone already"):
        remove_coding(carl, other.guid)
    coding.finish()
    with pytest.raises(WrongStage, match="finished"):
        coding.code(coding.ann, "class_overlap")


@pytest.mark.parametrize("segment", [Segment(0, 4), Segment(2, 2), Segment(3, 1)])
def test_a_segment_outside_of_its_text_is_refused(coding: CodingWorld, segment: Segment) -> None:
    with pytest.raises(NoSuchSegment, match="3 characters"):
        coding.code(coding.ann, "class_overlap", segment=segment)
    assert not Coding.objects.exists()


def test_typed_words_are_found_across_emoji_umlauts_and_line_breaks(coding: CodingWorld) -> None:
    unit = coding.unit()
    text = "Zu 🐦 wenig\r\nBögel, zu viele Bäume."
    assert unit.answer is not None
    unit.answer.value = text
    segment = find_segment(text, "🐦 wenig Bögel")
    assert text[segment.start : segment.end] == "🐦 wenig\r\nBögel"
    assert find_segment(text, "  ") == Segment()
    with pytest.raises(NoSuchSegment, match="do not stand"):
        find_segment(text, "Vögel")
    with pytest.raises(NoSuchSegment, match="3 times"):
        find_segment(text, "u")


def test_the_turns_of_an_interviewer_are_refused(interviews: InterviewWorld) -> None:
    asked, answered, *_rest = add_interview(interviews).units.all()
    ann, theme = interviews.part(interviews.ann), interviews.guid("class_overlap")
    with pytest.raises(NotCodable, match="interviewer"):
        apply_theme(ann, asked, theme, now=NOON)
    with pytest.raises(NotCodable, match="interviewer"):
        apply_to_parts(ann, [(answered, Segment(0, 6)), (asked, Segment(0, 4))], theme, now=NOON)
    assert not Coding.objects.exists()


def test_a_selection_over_texts_codes_each_and_is_undone_one_by_one(coding: CodingWorld) -> None:
    ann, theme = coding.part(coding.ann), coding.guid("class_overlap")
    units = [coding.unit(unit_index=index) for index in (0, 1)]
    parts = [(units[0], Segment(1, 3)), (units[1], Segment(0, 2))]
    made = apply_to_parts(ann, parts, theme, now=NOON)
    assert [(coding.unit, coding.start, coding.end) for coding, _is_new in made] == [
        (units[0], 1, 3),
        (units[1], 0, 2),
    ]
    for left in (1, 0):
        step = ann.steps.first()
        assert step is not None
        undo(ann, step.guid)
        assert live(coding) == left
    with pytest.raises(NotCodable, match=f"at most {MOST_PARTS}"):
        apply_to_parts(ann, [(units[0], WHOLE)] * (MOST_PARTS + 1), theme, now=NOON)
