"""Coding at the desk: kept once, undone in order, refused outside of what is one's own."""

import pytest

from analysis.actions.desk import (
    Passage,
    apply_theme,
    mint_theme,
    note,
    passage_of,
    remove_coding,
    undo,
)
from analysis.errors import (
    ChangedMeanwhile,
    NameTaken,
    NoSuchPassage,
    NotYours,
    UnfitName,
    WrongStage,
)
from analysis.models import Coding, Standing
from analysis.queries.blindness import own_layer
from tests.analysis.coding import CodingWorld
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
    note(part, second.guid, "Both?", seen="")
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
    note(part, made.guid, "One.", seen="")
    with pytest.raises(ChangedMeanwhile, match="One"):
        note(part, made.guid, "Two.", seen="")
    made.refresh_from_db()
    assert made.memo == "One."


@pytest.mark.parametrize("passage", [Passage(0, 4), Passage(2, 2), Passage(3, 1)])
def test_a_passage_outside_of_its_text_is_refused(coding: CodingWorld, passage: Passage) -> None:
    with pytest.raises(NoSuchPassage, match="3 characters"):
        coding.code(coding.ann, "class_overlap", passage=passage)
    assert not Coding.objects.exists()


def test_typed_words_are_found_across_emoji_umlauts_and_line_breaks(coding: CodingWorld) -> None:
    unit = coding.unit()
    text = "Zu 🐦 wenig\r\nBögel, zu viele Bäume."
    assert unit.answer is not None
    unit.answer.value = text
    found = passage_of(unit, "🐦 wenig Bögel")
    assert text[found.start : found.end] == "🐦 wenig\r\nBögel"
    assert passage_of(unit, "  ") == Passage()
    with pytest.raises(NoSuchPassage, match="does not stand"):
        passage_of(unit, "Vögel")
    with pytest.raises(NoSuchPassage, match="3 times"):
        passage_of(unit, "u")


def test_nothing_is_coded_in_somebody_elses_round_or_after_finishing(coding: CodingWorld) -> None:
    carl = coding.part(coding.ann)
    other = coding.code(coding.ben, "class_overlap")
    with pytest.raises(ChangedMeanwhile, match="gone already"):
        remove_coding(carl, other.guid)
    coding.finish()
    with pytest.raises(WrongStage, match="finished"):
        coding.code(coding.ann, "class_overlap")


def test_two_coders_mint_the_same_name_without_learning_of_each_other(
    coding: CodingWorld,
) -> None:
    ann, ben = coding.part(coding.ann), coding.part(coding.ben)
    mine = mint_theme(ann, name=" Weather ", kind="hypothesis", definition="")
    theirs = mint_theme(ben, name="weather", kind="other", definition="")
    assert {mine.standing, theirs.standing} == {Standing.MINTED}
    with pytest.raises(NameTaken):
        mint_theme(ann, name="WEATHER", kind="other", definition="")
    with pytest.raises(NameTaken):
        mint_theme(ben, name="class overlap", kind="other", definition="")
    with pytest.raises(NotYours):
        apply_theme(ann, coding.unit(), theirs.guid, now=NOON)


def test_a_theme_without_a_name_or_with_too_long_a_one_is_refused(coding: CodingWorld) -> None:
    ann = coding.part(coding.ann)
    for name in ("", " \n", "a" * 201):
        with pytest.raises(UnfitName, match="at most 200"):
            mint_theme(ann, name=name, kind="other", definition="")
    assert mint_theme(ann, name="a" * 200, kind="other", definition="").name == "a" * 200
