"""Segments are inside of their text, by positions or by words somebody typed."""

import pytest

from analysis.coding.desk.apply_codes import Segment, find_segment
from analysis.errors import NoSuchSegment
from analysis.models import Coding
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


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
    found = find_segment(text, "🐦 wenig Bögel")
    assert text[found.start : found.end] == "🐦 wenig\r\nBögel"
    assert find_segment(text, "  ") == Segment()
    with pytest.raises(NoSuchSegment, match="does not stand"):
        find_segment(text, "Vögel")
    with pytest.raises(NoSuchSegment, match="3 times"):
        find_segment(text, "u")
