"""Memos are kept, changed and deleted by who wrote them, and never behind another tab's back."""

import pytest

from analysis.coding.codebooks.store import new_codebook
from analysis.coding.memos.write import (
    LONGEST_MEMO,
    About,
    change_memo,
    delete_memo,
    write_memo,
    write_memo_as_coder,
)
from analysis.coding.rounds.coders import excuse
from analysis.coding.rounds.plan import plan_round
from analysis.errors import ChangedMeanwhile, NotYours, UnfitMemo, WrongStage
from analysis.models import Memo
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_memo_is_kept_changed_and_deleted_by_who_wrote_it(coding: CodingWorld) -> None:
    memo = write_memo(coding.codebook, About(), "  Two lines\r\nof it ", by=coding.rita, now=NOON)
    assert (memo.text, memo.by, memo.coder) == ("Two lines\nof it", "rita", None)
    with pytest.raises(ChangedMeanwhile, match="another tab"):
        change_memo(memo.guid, coding.rita, "New", seen="Old", now=NOON)
    with pytest.raises(ChangedMeanwhile):
        change_memo(memo.guid, coding.ann, "New", seen=memo.text, now=NOON)
    change_memo(memo.guid, coding.rita, "New", seen="Two lines\r\nof it", now=NOON)
    with pytest.raises(ChangedMeanwhile):
        delete_memo(memo.guid, coding.rita, seen="Two lines\nof it")
    delete_memo(memo.guid, coding.rita, seen="New")
    with pytest.raises(ChangedMeanwhile):
        delete_memo(memo.guid, coding.rita, seen="New")
    assert not Memo.objects.exists()
    imported = write_memo(coding.codebook, About(), "Two", by=coding.rita, now=NOON)
    Memo.objects.filter(pk=imported.pk).update(text="Two\r\nlines")
    change_memo(imported.guid, coding.rita, "New", seen="Two\r\nlines", now=NOON)


def test_a_memo_has_words_and_not_too_many(coding: CodingWorld) -> None:
    for text, sentence in ((" \n", "needs words"), ("x" * (LONGEST_MEMO + 1), "Make two of it")):
        with pytest.raises(UnfitMemo, match=sentence):
            write_memo(coding.codebook, About(), text, by=coding.rita, now=NOON)


def test_coders_write_on_what_is_theirs(coding: CodingWorld) -> None:
    part, theme = coding.part(coding.ann), coding.theme("class_overlap")
    assert write_memo_as_coder(part, About(theme=theme), "Often", now=NOON).coder == part
    theme.pk, theme.guid = None, coding.cases[0].units.all()[0].guid
    with pytest.raises(NotYours, match="not among those of the round"):
        write_memo_as_coder(part, About(theme=theme), "Often", now=NOON)
    coding.round.members.filter(case=coding.cases[0]).delete()
    with pytest.raises(NotYours, match="not part of the round"):
        write_memo_as_coder(part, About(case=coding.cases[0]), "Tired", now=NOON)
    excuse(part, because="Ill", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="excused"):
        write_memo_as_coder(part, About(), "More", now=NOON)


def test_who_codes_blindly_writes_as_a_coder_wherever_they_write(coding: CodingWorld) -> None:
    book, part = coding.codebook, coding.part(coding.ann)
    case, theme = coding.cases[0], coding.theme("class_overlap")
    other = new_codebook(book.study, slug="other", title="Other")
    coders = [coding.ann]
    later = plan_round(other, title="Later", cases=coding.cases, coders=coders, now=NOON)
    assert write_memo(book, About(case=case), "Tired", by=coding.ann, now=NOON).coder == part
    assert write_memo(book, About(theme=theme), "Often", by=coding.rita, now=NOON).coder is None
    coding.compare()
    elsewhere = write_memo(book, About(), "Later", by=coding.ann, now=NOON).coder
    assert elsewhere is not None
    assert elsewhere.round == later
    later.coders.update(excused_at=NOON, excused_because="Ill")
    assert write_memo(book, About(), "Free", by=coding.ann, now=NOON).coder is None


def test_a_memo_on_a_participant_is_deleted_with_them(coding: CodingWorld) -> None:
    write_memo(coding.codebook, About(case=coding.cases[0]), "Tired", by=coding.rita, now=NOON)
    kept = write_memo(
        coding.codebook, About(case=coding.cases[1]), "Awake", by=coding.rita, now=NOON
    )
    withdraw(Participant.objects.get(case=coding.cases[0]), now=NOON)
    assert list(Memo.objects.all()) == [kept]
