"""Patterns find what `re` finds with the longest match, and nothing makes them run away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.search.patterns import found_by_pattern
from analysis.errors import UnfitPattern


def found(pattern: str, text: str) -> list[str]:
    return [text[start:end] for start, end in found_by_pattern(pattern)(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("label(s|led|ling)?", "Labels are labelled; label it.", ["Labels", "labelled", "label"]),
        ("model.*data", "A model of\ndata; model data", ["model data"]),
        ("a|ab", "ab", ["ab"]),
        ("[a-c]+[^ ]", "abcd e", ["abcd"]),
        (r"[]\]]x[a[&|]", "]x[ ]x& ]xb", ["]x[", "]x&"]),
        (r"[^]\d]\d", "]1 x1", ["x1"]),
        (r"\d{2,3}", "1 22 4444", ["22", "444"]),
        (r"\d{3}|x{2,}", "123 xxx", ["123", "xxx"]),
        (r"^\w+|\w+$", "one two\nthree four", ["one", "two", "three", "four"]),
        (r"(?:un)?sure\.", "unsure. sure, sure.", ["unsure.", "sure."]),
        (r"a\nb\tc", "a\nb\tc", ["a\nb\tc"]),
        (r"\$5{", "$5{", ["$5{"]),
        ("ÜBER", "über Über", ["über", "Über"]),
        ("x*", "aaa", []),
        ("🧥+", "a 🧥🧥", ["🧥🧥"]),
        (r"\w+", "🧥 Übermäßig, données_2", ["Übermäßig", "données_2"]),
        (r"[\w-]+\W\D", "Über-maß! x", ["Über-maß! "]),
        (r"\S+\s\d", "für\u00a0٣", ["für\u00a0٣"]),
        (r"\p{Lu}\pL\P{Lu}", "🧥 ab1", ["ab1"]),
    ],
)
def test_what_is_found(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("*a", "This pattern cannot be read: no argument for repetition operator."),
        ("a**", "bad repetition operator"),
        ("a{3,2}", "invalid repetition size"),
        ("(a", "missing )."),
        ("a)", "unexpected )."),
        ("[a", "missing ]."),
        ("[b-a]", "invalid character class range"),
        (r"(a)\1", "A pattern has no \\1 here."),
        (r"a\C", "A pattern has no \\C here."),
        (r"\bdata", "A pattern has no \\b here: ask for whole words only instead."),
        (r"[\W]", "A set in square brackets cannot have \\W. Begin it with ^ and write \\w."),
        ("a\\", "trailing \\"),
        ("(?=a)", "invalid perl operator"),
        ("(((a{99}){99}){99})", "invalid repetition size"),
        (r"(\w{99}){10}" * 15, "pattern too large"),
        ("a" * 201, "at most 200 characters"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_the_reason(
    pattern: str, sentence: str
) -> None:
    with pytest.raises(UnfitPattern, match=re.escape(sentence)):
        found_by_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [("(a+)+$b", 40), ("(a|a)*b", 40), ("(a?){50}a{50}b", 40), (r"(\w*a){20}\d", 100_000)],
)
def test_patterns_that_never_end_in_other_programs_end_here(pattern: str, letters: int) -> None:
    # Exponential in Python's re, which tries 2^40 ways and more through forty letters.
    assert found(pattern, "a" * letters) == []


def test_a_pattern_that_takes_too_long_is_given_up_with_what_to_do() -> None:
    seconds = iter(range(100))
    find = found_by_pattern("a", clock=lambda: next(seconds))
    with pytest.raises(UnfitPattern, match="Make it find less"):
        list(find("a" * 200))


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", r"\s", "c"])
PIECES = st.builds("".join, st.tuples(ATOMS, st.sampled_from(["", "", "*", "+", "?", "{1,2}"])))
SEQUENCES = st.builds("".join, st.lists(PIECES, min_size=1, max_size=3))
PATTERNS = st.recursive(
    SEQUENCES,
    lambda inner: st.one_of(
        st.builds("({}){}".format, inner, st.sampled_from(["", "?", "{2}"])),
        st.builds("{}|{}".format, inner, inner),
    ),
    max_leaves=3,
)


@given(pattern=PATTERNS, text=st.text("abcü🧥 \n", max_size=8))
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
    assert list(found_by_pattern(pattern)(text)) == expected


def ends_at(pattern: str, text: str, start: int, end: int) -> bool:
    """Whether `re` has a way from the start to this end, whichever way it tries first."""
    rest = f"[\\s\\S]{{{len(text) - end}}}\\Z"
    return re.compile(f"(?:{pattern})(?={rest})").match(text, start) is not None
