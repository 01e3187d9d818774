"""Patterns find what `re` finds with the longest match, and nothing makes them run away."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.search.patterns import Deadline, pattern_of
from analysis.errors import UnfitPattern


def found(pattern: str, text: str, seconds: float = 10) -> list[str]:
    matches = pattern_of(pattern).matches(text, Deadline(seconds))
    return [text[start:end] for start, end in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("label(s|led|ling)?", "Labels are labelled; label it.", ["Labels", "labelled", "label"]),
        (r"\bdata\b", "data, metadata, Data", ["data", "Data"]),
        (r"\Bdata", "data metadata", ["data"]),
        ("model.*data", "A model of\ndata; model data", ["model data"]),
        ("a|ab", "ab", ["ab"]),
        ("[a-c]+[^ ]", "abcd e", ["abcd"]),
        (r"[]\]]x[a[&|]", "]x[ ]x& ]xb", ["]x[", "]x&"]),
        (r"\d{2,3}", "1 22 4444", ["22", "444"]),
        (r"\d{3}|x{2,}", "123 xxx", ["123", "xxx"]),
        (r"^\w+|\w+$", "one two\nthree four", ["one", "two", "three", "four"]),
        (r"(?:un)?sure\.", "unsure. sure, sure.", ["unsure.", "sure."]),
        (r"a\nb\tc", "a\nb\tc", ["a\nb\tc"]),
        (r"\$5{", "$5{", ["$5{"]),
        ("ÜBER", "über Über", ["über", "Über"]),
        ("x*", "aaa", []),
        ("🧥+", "a 🧥🧥", ["🧥🧥"]),
    ],
)
def test_what_is_found(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("*a", "There is nothing to repeat, at character 1 of the pattern."),
        ("a**", "A repetition cannot be repeated"),
        ("a+?", "A repetition cannot be repeated"),
        ("a{3,2}", "A repetition has fewer at most than at least"),
        ("(a", "A bracket is not closed"),
        ("a)", "A bracket is closed that was not opened, at character 2"),
        ("[a", "A set in square brackets is not closed"),
        ("[b-a]", "A set in square brackets cannot be read"),
        ("[a--b]", "A set has two hyphens"),
        (r"(a)\1", "A backslash stands before what it does not belong to"),
        ("a\\", "A backslash stands before"),
        ("(?=a)", "cannot look around"),
        ("(((a{99}){99}){99})", "This pattern repeats too much"),
        ("a" * 201, "at most 200 characters"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_the_place(
    pattern: str, sentence: str
) -> None:
    with pytest.raises(UnfitPattern, match=re.escape(sentence)):
        pattern_of(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+$b", "(a|a)*b", "(a?){50}a{50}b", "(.*a){20}b"])
def test_patterns_that_never_end_in_other_programs_end_here(pattern: str) -> None:
    # Exponential in Python's re, which tries 2^40 ways and more through forty letters.
    begun = perf_counter()
    assert found(pattern, "a" * 40) == []
    assert perf_counter() - begun < 5


def test_after_the_deadline_a_sentence_says_what_to_do() -> None:
    seconds = iter(range(100))
    deadline = Deadline(5, clock=lambda: next(seconds))
    with pytest.raises(UnfitPattern, match="Begin it with a letter"):
        list(pattern_of(".*b").matches("a" * 200, deadline))


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", r"\s", "c"])
PIECES = st.builds("".join, st.tuples(ATOMS, st.sampled_from(["", "", "*", "+", "?", "{1,2}"])))
SEQUENCES = st.builds("".join, st.lists(PIECES, min_size=1, max_size=3))
PATTERNS = st.recursive(
    SEQUENCES,
    lambda inner: st.one_of(
        st.builds("({}){}".format, inner, st.sampled_from(["", "?", "{2}"])),
        st.builds("{}|{}".format, inner, inner),
        st.builds(r"\b{}".format, inner),
    ),
    max_leaves=3,
)


@given(pattern=PATTERNS, text=st.text("abc \n", max_size=8))
def test_a_match_begins_where_re_finds_one_and_is_the_longest_there(
    pattern: str, text: str
) -> None:
    position, expected = 0, []
    while position < len(text):
        longest = next(
            (
                end
                for end in range(len(text), position, -1)
                if ends_at(pattern, text, position, end)
            ),
            None,
        )
        if longest:
            expected.append((position, longest))
        position = longest or position + 1
    assert list(pattern_of(pattern).matches(text, Deadline(10))) == expected


def ends_at(pattern: str, text: str, start: int, end: int) -> bool:
    """Whether `re` has a way from the start to this end, whichever way it tries first."""
    rest = f"[\\s\\S]{{{len(text) - end}}}\\Z"
    return re.compile(f"(?:{pattern})(?={rest})").match(text, start) is not None
