"""Two texts beside each other, by their lines."""

from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.drafts.conflict import line_difference

LINES = st.text("abcd", max_size=12)


def test_lines_that_differ_are_shown_with_those_around_them() -> None:
    mine = "\n".join("123456789")
    stored = mine.replace("5", "five")
    assert [(line.kind, line.number, line.text) for line in line_difference(mine, stored)] == [
        ("gap", 0, ""),
        ("same", 3, "3"),
        ("same", 4, "4"),
        ("mine", 5, "5"),
        ("stored", 5, "five"),
        ("same", 6, "6"),
        ("same", 7, "7"),
    ]


def test_the_same_text_has_no_difference() -> None:
    assert list(line_difference("a\nb", "a\nb")) == []


@settings(deadline=None)
@given(LINES, LINES)
def test_every_line_that_only_one_text_has_is_shown(mine: str, stored: str) -> None:
    """What is left of both texts without the lines told apart is the same."""
    shown = list(line_difference("\n".join(mine), "\n".join(stored)))
    gone = {line.number for line in shown if line.kind == "mine"}
    come = {line.number for line in shown if line.kind == "stored"}
    left = [text for number, text in enumerate(mine, 1) if number not in gone]
    assert left == [text for number, text in enumerate(stored, 1) if number not in come]
