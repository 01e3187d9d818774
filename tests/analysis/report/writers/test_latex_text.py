"""Whatever is in a text, LaTeX prints it, and may break what is long."""

from analysis.report.writers.latex_text import escaped


def test_letters_without_a_font_are_told_by_their_numbers() -> None:
    assert escaped("naïve ß ₂") == r"naïve ß \otherletter{2082}{₂}"
    assert escaped("a\x07b\nc") == "a b c"


def test_a_long_word_may_be_broken_after_its_signs_and_a_digest_anywhere() -> None:
    assert escaped("a_key/of_words") == r"a\_\allowbreak{}key/\allowbreak{}of\_\allowbreak{}words"
    digest = "f855c8a52d78affb53b3"
    assert escaped(digest).split(r"\allowbreak{}") == list(digest)


def test_short_words_and_numbers_stay_whole() -> None:
    text = "a/b and 1,234,567.891 in (exploratory words)"
    assert escaped(text) == text


def test_marks_that_begin_a_question_in_spanish_are_not_made_of_two() -> None:
    """After `?` or `!`, a backquote makes ¿ or ¡ in every LaTeX (the ligatures of its fonts)."""
    assert escaped("why?‘ no!` so?“") == "why?{`} no!{`} so?{``}"


def test_marks_that_turn_letters_round_are_left_out() -> None:
    assert escaped("a\u202eb\u2066c\u2069") == "abc"
