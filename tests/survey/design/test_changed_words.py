"""Words that changed between two texts are told from those that stayed."""

from survey.design.changed_words import LEFT_OUT, changed_words


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[part.kept].format(part.text) for part in changed_words(old, new))


def test_a_word_that_was_replaced_stands_between_those_that_stayed() -> None:
    assert marked("Not all actions are equal.", "Not all metrics are equal.") == (
        "Not all [-actions -][+metrics +]are equal."
    )


def test_the_same_text_has_no_changed_word() -> None:
    assert changed_words("Alike.\nLine two.", "Alike.\nLine two.") == ()


def test_both_texts_can_be_read_from_the_words_of_a_short_change() -> None:
    old, new = "One two three\nfour five", "One three\nfour and five six"
    parts = changed_words(old, new)
    assert "".join(part.text for part in parts if part.kept != "added") == old
    assert "".join(part.text for part in parts if part.kept != "removed") == new


def test_long_stretches_that_stayed_are_left_out() -> None:
    same = "word " * 200
    shown = marked(f"{same}old {same}", f"{same}new {same}")
    assert "[-old -][+new +]" in shown
    assert shown.count(LEFT_OUT) == 2
    assert len(shown) < 300


def test_texts_without_a_common_word_are_shown_one_after_the_other_and_at_once() -> None:
    old, new = "alpha beta " * 4000, "gamma delta " * 4000
    assert [part.kept for part in changed_words(old, new)] == ["removed", "added"]


def test_pictures_are_named_and_not_written_out() -> None:
    picture = "![A map](data:image/png;base64,iVBORw0KGgo=)"
    assert "base64" not in marked("Look.", f"Look: {picture}")
    assert "[picture]" in marked("Look.", f"Look: {picture}")
