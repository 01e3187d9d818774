"""Coded texts as HTML: every word is escaped, and every segment marked."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.desk.records import CodingRecord
from analysis.coding.rounds.side_by_side import Mark, UnitSides
from analysis.coding.transcripts.turns import clock
from analysis.templatetags.coding import (
    LANES,
    Piece,
    chips,
    compared_text,
    fresh_chip,
    marked,
    pieces,
)

GUID = UUID(int=7)


def record(
    start: int, end: int, *, name: str = "A & B", colour: str = "#0072B2", whole: bool = False
) -> CodingRecord:
    return CodingRecord(GUID, name, colour, start, end, "<why>", whole)


def test_a_text_is_cut_wherever_a_span_begins_or_ends() -> None:
    assert list(pieces("abcdef", [(1, 4, "x"), (2, 6, "y")])) == [
        Piece("a", ()),
        Piece("b", ("x",)),
        Piece("cd", ("x", "y")),
        Piece("ef", ("y",)),
    ]
    uncoded: list[tuple[int, int, str]] = []
    assert list(pieces("abc", uncoded)) == [Piece("abc", ())]


def test_marked_words_are_escaped_and_overlaps_have_lines_of_their_own() -> None:
    other = record(2, 5, name="C", colour="#E65100")
    html = marked("<a>\rb", (record(0, 3), other, record(0, 5, whole=True)))
    assert html == (
        '<mark class="lane-1 hue-0072b2" title="A &amp; B">&lt;a</mark>'
        '<mark class="lane-1 hue-0072b2" title="A &amp; B; C">'
        '<mark class="lane-2 hue-e65100">&gt;</mark></mark>'
        '<mark class="lane-2 hue-e65100" title="C">&#13;b</mark>'
    )


spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda span: (span[0], sum(span)))


@given(st.lists(spans, max_size=12))
def test_no_two_passages_share_words_and_a_line_below_them(taken: list[tuple[int, int]]) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(40))
    html = marked(text, tuple(record(start, end) for start, end in taken))
    assert re.sub(r"<[^>]+>", "", html) == text
    for lanes in re.findall(r"(?:<mark[^>]*>)+", html):
        numbers = [int(number) for number in re.findall(r"lane-(\d)", lanes)]
        below_the_last = [number for number in numbers if number < LANES]
        assert numbers == sorted(numbers)
        assert len(below_the_last) == len(set(below_the_last))


def test_a_chip_quotes_its_segment_and_can_be_taken_back_while_it_is_open() -> None:
    closed = chips("some words", (record(0, 4),), "/memo/GUID/", is_open=False)
    assert closed == (
        '<li class="hue-0072b2" data-at="0-4"><b>A &amp; B</b> <q>some</q> '
        '<em class="memo">&lt;why&gt;</em></li>'
    )
    opened = chips("some words", (record(0, 4),), "/memo/GUID/", is_open=True)
    assert f'href="/memo/{GUID}/"' in opened
    assert f'name="remove" value="{GUID}"' in opened


def test_a_fresh_chip_says_what_to_mark() -> None:
    assert 'data-fresh data-at="0-4"' in fresh_chip("some words", record(0, 4), "")
    whole = fresh_chip("some", record(0, 4, whole=True), "")
    assert "data-at" not in whole
    assert "whole text" in whole


def test_compared_segments_say_whether_all_coders_marked_them_and_with_one_theme() -> None:
    marks = (Mark("ann", "X", 0, 3), Mark("ben", "Y", 1, 3), Mark("ben", "X", 2, 3))
    unit = UnitSides(GUID, "abcd", "", "", "", None, "", marks, coders=2)
    assert compared_text(unit) == (
        '<mark class="some" title="ann: X">a</mark>'
        '<mark class="apart" title="ann: X; ben: Y">b</mark>'
        '<mark class="all" title="ann: X; ben: Y; ben: X">c</mark>d'
    )


def test_times_have_hours_where_there_are_any() -> None:
    assert [clock(59.9), clock(61), clock(3723)] == ["0:59", "1:01", "1:02:03"]
