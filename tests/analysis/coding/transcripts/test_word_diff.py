"""What changed in a text is found word by word, so that segments can move along."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.transcripts.word_diff import moved, stretches

texts = st.lists(st.sampled_from(["a", "b", "c ", " ", "\n", ".", "[P 1]"]), max_size=14).map(
    "".join
)


@given(texts, texts)
def test_the_stretches_cover_both_texts_and_those_that_stay_are_the_same(
    old: str, new: str
) -> None:
    found = stretches(old, new)
    assert "".join(old[part.start : part.end] for part in found) == old
    assert "".join(new[part.new_start : part.new_end] for part in found) == new
    for part in found:
        assert not part.same or old[part.start : part.end] == new[part.new_start : part.new_end]
    assert all(one.same != other.same for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("old", "new", "words", "expected"),
    [
        ("I relable the data", "I relabel all the data", "the data", "the data"),
        ("I relable the data", "I relabel the data", "relable", "relabel"),
        ("I relable the data", "I relabel the data", "relab", "relabel"),
        ("I relable the data", "I relabel the data", "I relable", "I relabel"),
        ("the old man", "the man", "old man", "man"),
        ("the old man", "the man", "old ", None),
        ("to Anna Schmidt now", "to [Person 1] now", "Schmidt", "[Person 1]"),
        ("one two", "zero one two", "one", "one"),
        ("one two", "one two three", "two", "two"),
    ],
)
def test_a_segment_goes_where_its_words_are(
    old: str, new: str, words: str, expected: str | None
) -> None:
    start = old.index(words)
    span = moved(stretches(old, new), start, start + len(words))
    assert (new[slice(*span)] if span else None) == expected


def test_changes_of_a_talk_that_repeats_every_word_are_found_one_by_one() -> None:
    """`difflib` takes minutes at the size that `checks.speed.long_interview` times."""
    old = "\n".join(["and then"] * 5_000)
    new = f"so {old[:20_000]}X{old[20_000:]} end"
    assert [part.same for part in stretches(old, new)] == [False, True, False, True, False]
