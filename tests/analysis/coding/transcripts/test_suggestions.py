"""Words that could tell who somebody is are suggested, each with a pseudonym."""

from analysis.coding.transcripts.suggestions import SuggestionReason, suggestions
from tests.analysis.coding.transcripts.interview import TURNS


def test_what_could_tell_who_somebody_is_is_suggested() -> None:
    suggested = {
        suggestion.words: (suggestion.reason, suggestion.times, suggestion.pseudonym)
        for suggestion in suggestions(TURNS)
    }
    assert suggested == {
        "Anna Schmidt": (SuggestionReason.SPEAKER, 2, "[Person 1]"),
        "P1": (SuggestionReason.SPEAKER, 2, "[Person 2]"),
        "anna@example.org": (SuggestionReason.EMAIL, 1, "[E-mail 1]"),
        "www.acme.example/x": (SuggestionReason.LINK, 1, "[Link 1]"),
        "+49 30 1234567": (SuggestionReason.PHONE, 1, "[Phone 1]"),
        "Anna": (SuggestionReason.NAME, 4, "[Person 3]"),
        "Acme": (SuggestionReason.NAME, 2, "[Person 4]"),
    }


def test_known_pseudonyms_are_gone_on_with() -> None:
    suggested = suggestions(TURNS, known={"Anna": "[Person 7]", "Zoe": "[Person 1]"})
    names = {suggestion.words: suggestion.pseudonym for suggestion in suggested}
    assert (names["Anna"], names["Anna Schmidt"]) == ("[Person 7]", "[Person 2]")
