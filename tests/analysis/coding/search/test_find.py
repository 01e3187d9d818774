"""Words are found however they are written and parted, and taken up to whole words or sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.search.find import Query, finder, sentences, whole_text, whole_words
from analysis.errors import UnfitPattern

TEXT = "He said: “The label’s odd.” Then he re-labelled it!\nA new line\n\nThe end"


def found(text: str, typed: str, *, whole: bool = False, pattern: bool = False) -> list[str]:
    find = finder(Query(typed, is_pattern=pattern, whole_words=whole))
    return [text[start:end] for start, end in find(text)]


def test_words_are_found_whatever_their_case_and_the_spaces_between_them() -> None:
    assert found("Class  overlap; CLASS\noverlap", "class overlap") == [
        "Class  overlap",
        "CLASS\noverlap",
    ]
    assert found("a.b axb", "a.b") == ["a.b"]
    assert found("anything", "  ") == []


def test_accents_count_as_typed_in_either_of_their_forms() -> None:
    composed, combined = "caf\u00e9", "cafe\u0301"
    assert found(f"{composed} {combined} cafes", composed) == [composed, combined]
    assert found(composed, "cafe") == []


@pytest.mark.parametrize("pattern", [False, True])
def test_whole_words_are_not_within_others(pattern: bool) -> None:
    assert found("data metadata data-set data", "data", whole=True, pattern=pattern) == [
        "data",
        "data",
    ]


def test_too_much_is_not_searched_for() -> None:
    with pytest.raises(UnfitPattern, match="at most 200 characters"):
        finder(Query("a" * 201))


@pytest.mark.parametrize(
    ("typed", "word", "sentence"),
    [
        ("labe", "label’s", "He said: “The label’s odd.”"),
        ("label", "label’s", "He said: “The label’s odd.”"),
        ("-label", "re-labelled", "Then he re-labelled it!"),
        ("ew", "new", "A new line"),
        ("line the", "line\n\nThe", "A new line\n\nThe end"),
        ("odd", "odd", "He said: “The label’s odd.”"),
    ],
)
def test_what_is_found_grows_to_words_and_to_sentences(
    typed: str, word: str, sentence: str
) -> None:
    match = next(finder(Query(typed))(TEXT))
    start, end = whole_words(TEXT, match)
    assert TEXT[start:end] == word
    start, end = sentences(TEXT, match)
    assert TEXT[start:end] == sentence
    assert whole_text(TEXT, match) == (0, len(TEXT))


@given(text=st.text("ab’-. \n!", min_size=1, max_size=30), data=st.data())
def test_words_lie_within_sentences_and_both_hold_what_was_found(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    words, around = whole_words(text, (start, end)), sentences(text, (start, end))
    assert text[start:end].strip() in text[slice(*words)]
    assert around[0] <= words[0] < words[1] <= around[1]
    assert not text[around[0]].isspace()
    assert not text[around[1] - 1].isspace()
