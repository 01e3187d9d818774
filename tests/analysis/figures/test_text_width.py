"""Lines are broken where text would be wider than its space, in any script."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.figures.text_width import text_width, wrapped


def test_words_wider_than_a_line_are_cut() -> None:
    lines = wrapped("a " + "m" * 40, 100, 10)
    assert all(text_width(line, 10) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == "a" + "m" * 40


def test_a_wide_word_breaks_after_a_stroke() -> None:
    assert wrapped("Synthesise/augment data", 100, 10) == ["Synthesise/", "augment data"]


def test_letters_of_other_scripts_count_as_wide() -> None:
    assert text_width("数据", 10) > text_width("mm", 10) > text_width("ab", 10)
    assert text_width("ii", 10) < text_width("ab", 10)
    assert text_width("", 10) == 0


def test_no_text_is_one_empty_line() -> None:
    assert wrapped("", 100) == wrapped("  ", 100) == [""]


@given(st.text(alphabet="ab -/mW中", max_size=60), st.integers(20, 200))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width, 10)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, 10) <= width for line in lines)
