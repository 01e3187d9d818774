"""Segments keep their characters when line ends are unified."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.line_ends import MARK, plain

TEXTS = st.lists(st.sampled_from(["\r\n", "\r", "\n", "a", "Ä"]), max_size=12).map("".join)


@pytest.mark.parametrize("text", ["one\ntwo", "one\r\ntwo", "one\rtwo", f"{MARK}one\r\ntwo"])
def test_every_kind_of_line_end_becomes_one(text: str) -> None:
    unified, new_segment = plain(text)
    assert unified == "one\ntwo"
    start = text.index("two")
    begin, end = new_segment(start, start + 3)
    assert unified[begin:end] == "two"


@given(TEXTS, st.data())
def test_a_segment_covers_the_same_characters_as_before(text: str, data: st.DataObject) -> None:
    unified, new_segment = plain(text)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    begin, stop = new_segment(start, end)
    assert 0 <= begin < stop
    letters = [character for character in text[start:end] if character not in "\r\n"]
    assert [character for character in unified[begin:stop] if character != "\n"] == letters


def test_half_of_a_line_end_becomes_all_of_it() -> None:
    _unified, new_segment = plain("a\r\nb")
    assert new_segment(1, 2) == new_segment(2, 3) == (1, 2)
