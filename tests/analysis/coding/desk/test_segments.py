"""Passages are inside of their text, by positions or by words somebody typed."""

import pytest

from analysis.coding.desk.segments import Passage, passage_of
from analysis.errors import NoSuchPassage
from analysis.models import Coding
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


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
