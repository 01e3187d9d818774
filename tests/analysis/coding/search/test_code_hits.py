"""What was ticked is coded, and nothing else; it is taken back step by step or all at once."""

from uuid import UUID

import pytest

from analysis.coding.desk.apply_codes import apply_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.search.code_hits import EXTENTS, CodedHits, code_hits, undo_steps
from analysis.coding.search.find import Query
from analysis.coding.search.records import Asked, Hit, search, searchable_by
from analysis.errors import ChangedMeanwhile, NoSuchSegment, NotYours, WrongStage
from analysis.models import Coding
from tests.analysis.coding.search.test_records import ANSWER, say
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def hits(coding: CodingWorld) -> tuple[Hit, ...]:
    say(coding, ANSWER)
    return search(searchable_by(coding.part(coding.ann)), Asked(Query("coat"))).hits


def code(coding: CodingWorld, chosen: tuple[Hit, ...], theme: UUID, extent: str) -> CodedHits:
    return code_hits(coding.part(coding.ann), chosen, theme, EXTENTS[extent], now=NOON)


def coded_words() -> list[str]:
    codings = Coding.objects.filter(live=True).order_by("start", "end")
    return [coding.unit.text[coding.start : coding.end] for coding in codings]


def test_hits_are_coded_as_words_as_sentences_or_as_whole_texts(coding: CodingWorld) -> None:
    found, theme = hits(coding), coding.guid("class_overlap")
    assert (code(coding, found, theme, "words").new, coded_words()) == (2, ["coat", "Coats"])
    code(coding, found, theme, "sentence")
    assert coded_words()[0] == "The coat looks odd."
    assert coded_words()[-2:] == ["Coats", "Coats are odd."]
    whole = code(coding, found, theme, "text")
    assert (whole.new, whole.already) == (1, 1)
    assert ANSWER in coded_words()
    assert set(Coding.objects.values_list("coder", flat=True)) == {coding.part(coding.ann).pk}


def test_all_of_them_are_taken_back_at_once_as_long_as_nothing_was_done_since(
    coding: CodingWorld,
) -> None:
    before = coding.code(coding.ann, "class_overlap", unit_index=1)
    done = code(coding, hits(coding), coding.guid("mislabeled_data"), "words")
    assert done.last_step is not None
    part = coding.part(coding.ann)
    apply_theme(part, coding.unit(1, 0), coding.guid("class_overlap"), now=NOON)
    with pytest.raises(ChangedMeanwhile):
        undo_steps(part, done.last_step, 2)
    assert Coding.objects.filter(live=True).count() == 4
    last = part.steps.first()
    assert last is not None
    undo_steps(part, last.guid, 1)
    undo_steps(part, done.last_step, 2)
    assert list(Coding.objects.filter(live=True)) == [before]


def test_one_that_cannot_be_coded_leaves_all_uncoded(coding: CodingWorld) -> None:
    found, theme = hits(coding), coding.guid("class_overlap")
    with pytest.raises(NoSuchSegment, match="Nothing was ticked"):
        code(coding, (), theme, "words")
    theirs = propose_theme(coding.part(coding.ben), name="Rain", definition="")
    with pytest.raises(NotYours):
        code(coding, found, theirs.guid, "words")
    with pytest.raises(NoSuchSegment):
        code_hits(coding.part(coding.ann), found, theme, lambda _t, _m: (0, 999), now=NOON)
    say(coding, "Corrected meanwhile.")
    with pytest.raises(ChangedMeanwhile):
        code(coding, found, theme, "words")
    coding.finish()
    with pytest.raises(WrongStage):
        code(coding, found, theme, "words")
    assert not Coding.objects.exists()
