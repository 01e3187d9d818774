"""Coded texts as HTML: every word is escaped, and every segment marked."""

from uuid import UUID

from analysis.coding.desk.records import CodingRecord
from analysis.coding.rounds.side_by_side import Mark, UnitSides
from analysis.templatetags.coding import (
    Piece,
    chips,
    clock,
    compared_text,
    fresh_chip,
    marked,
    pieces,
)

GUID = UUID(int=7)


def record(start: int, end: int, *, name: str = "A & B", whole: bool = False) -> CodingRecord:
    return CodingRecord(GUID, name, start, end, "<why>", whole)


def test_a_text_is_cut_wherever_a_span_begins_or_ends() -> None:
    assert list(pieces("abcdef", [(1, 4, "x"), (2, 6, "y")])) == [
        Piece("a", ()),
        Piece("b", ("x",)),
        Piece("cd", ("x", "y")),
        Piece("ef", ("y",)),
    ]
    uncoded: list[tuple[int, int, str]] = []
    assert list(pieces("abc", uncoded)) == [Piece("abc", ())]


def test_marked_words_are_escaped_and_overlaps_are_deeper() -> None:
    html = marked("<a>\rb", (record(0, 3), record(2, 5, name="C"), record(0, 5, whole=True)))
    assert html == (
        '<mark class="depth-1" title="A &amp; B">&lt;a</mark>'
        '<mark class="depth-2" title="A &amp; B; C">&gt;</mark>'
        '<mark class="depth-1" title="C">&#13;b</mark>'
    )


def test_a_chip_quotes_its_segment_and_can_be_taken_back_while_it_is_open() -> None:
    closed = chips("some words", (record(0, 4),), "/memo/GUID/", is_open=False)
    assert closed == ('<li><b>A &amp; B</b> <q>some</q> <em class="memo">&lt;why&gt;</em></li>')
    opened = chips("some words", (record(0, 4),), "/memo/GUID/", is_open=True)
    assert f'href="/memo/{GUID}/"' in opened
    assert f'name="remove" value="{GUID}"' in opened


def test_a_fresh_chip_says_what_to_mark() -> None:
    assert 'data-start="0" data-end="4"' in fresh_chip("some words", record(0, 4), "")
    assert "data-start" not in fresh_chip("some", record(0, 4, whole=True), "")


def test_compared_segments_say_whether_all_coders_marked_them_and_with_one_theme() -> None:
    marks = (Mark("ann", "X", 0, 3), Mark("ben", "Y", 1, 3), Mark("ben", "X", 2, 3))
    unit = UnitSides(GUID, "abcd", "", "", "", None, marks, coders=2)
    assert compared_text(unit) == (
        '<mark class="some" title="ann: X">a</mark>'
        '<mark class="apart" title="ann: X; ben: Y">b</mark>'
        '<mark class="all" title="ann: X; ben: Y; ben: X">c</mark>d'
    )


def test_times_have_hours_where_there_are_any() -> None:
    assert [clock(59.9), clock(61), clock(3723)] == ["0:59", "1:01", "1:02:03"]
