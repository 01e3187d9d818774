"""Reviewed lines say which words get which pseudonym."""

import pytest

from analysis.coding.transcripts.pseudonym_lines import as_lines, from_lines
from analysis.coding.transcripts.suggestions import suggestions
from analysis.errors import TranscriptFileError
from tests.analysis.coding.transcripts.interview import TURNS


def test_suggestions_as_lines_are_read_as_they_are() -> None:
    suggested = suggestions(TURNS)
    assert from_lines(as_lines(suggested)) == {
        suggestion.words: suggestion.pseudonym for suggestion in suggested if suggestion.ticked
    }


def test_words_may_hold_the_sign_and_empty_lines_say_nothing() -> None:
    assert from_lines("\n a = b = [X] \n\n") == {"a = b": "[X]"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Anna", "Line 1 of the replacements has no form"),
        ("\nAnna =", "Line 2 of the replacements has no form"),
        ("= [Person 1]", "has no form"),
        ("Anna = [A]\nAnna = [B]", "Anna is replaced twice"),
    ],
)
def test_lines_of_another_form_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(TranscriptFileError, match=sentence):
        from_lines(text)


def test_proposals_to_decide_about_are_lines_that_say_nothing_yet() -> None:
    lines = as_lines(suggestions(TURNS))
    assert "Anna Schmidt = [Person 1]\n" in lines
    assert "# Acme = [Name 1]\n" in lines
    assert "Acme" not in from_lines(lines)
