"""Words that could tell who somebody is are proposed with every place in which they stand."""

import pytest

from analysis.coding.transcripts.keys import SPEAKER, TEXT
from analysis.coding.transcripts.pseudonyms import Place
from analysis.coding.transcripts.suggestions import Suggestion, SuggestionReason, suggestions
from analysis.coding.transcripts.turns import Turn
from tests.analysis.coding.transcripts.interview import TURNS


def proposed(*texts: str, speaker: str = "P1") -> dict[str, Suggestion]:
    turns = [Turn(speaker, None, None, text) for text in texts]
    return {one.words: one for one in suggestions(turns)}


def test_what_could_tell_who_somebody_is_is_proposed() -> None:
    """Those that do wherever they stand are ticked."""
    found = {
        one.words: (one.reason, one.times, one.pseudonym, one.ticked) for one in suggestions(TURNS)
    }
    assert found == {
        "Anna Schmidt": (SuggestionReason.SPEAKER, 2, "[Person 1]", True),
        "Anna": (SuggestionReason.CALLED, 2, "[Person 1]", True),
        "anna@example.org": (SuggestionReason.EMAIL, 1, "[E-mail 1]", True),
        "www.acme.example/x": (SuggestionReason.LINK, 1, "[Link 1]", True),
        "+49 30 1234567": (SuggestionReason.PHONE, 1, "[Phone 1]", True),
        "Acme": (SuggestionReason.NAME, 2, "[Name 1]", False),
    }


def test_labels_that_are_no_names_are_not_proposed() -> None:
    said = "I check the data. I ask P3 then, B."
    assert [proposed(said, speaker=label) for label in ("I", "P3", "B", "Interviewer")] == [{}] * 4


def test_a_speaker_is_found_by_name_in_what_others_say() -> None:
    turns = [
        Turn("Dr. Helena Brandt", None, None, "Hello."),
        Turn("P", None, None, "HELENA, Helena's rule, Helenas rule and Brandt."),
    ]
    found = {one.words: [place[:2] for place in one.places] for one in suggestions(turns)}
    assert found == {
        "Dr. Helena Brandt": [(0, SPEAKER)],
        "Helena": [(1, TEXT)],
        "HELENA": [(1, TEXT)],
        "Helenas": [(1, TEXT)],
        "Brandt": [(1, TEXT)],
    }
    assert {one.pseudonym for one in suggestions(turns)} == {"[Person 1]"}


def test_a_first_name_of_two_speakers_is_neither_of_them() -> None:
    turns = [Turn("Anna Weber", None, None, "x"), Turn("Anna Kurz", None, None, "So Anna said.")]
    assert {one.words: one.pseudonym for one in suggestions(turns)} == {
        "Anna Weber": "[Person 1]",
        "Anna": "[Person 2]",
        "Anna Kurz": "[Person 3]",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Helena Brandt was here.", "Helena Brandt"),
        ("So says Prof. Dr. Meyer.", "Meyer"),
        ("Das sagt Frau Weber-Kurz oft.", "Weber-Kurz"),
        ("Mr Ito knows.", "Ito"),
    ],
)
def test_names_after_a_title_are_found_even_once(text: str, name: str) -> None:
    assert (proposed(text)[name].reason, proposed(text)[name].ticked) == (
        SuggestionReason.TITLED,
        True,
    )


def test_a_name_said_once_is_proposed_where_nouns_have_no_capitals() -> None:
    assert not proposed("And then I ask Thomas whether it is so.")["Thomas"].ticked
    german = " ".join(f"Der Fehler{'abcdefgh'[n % 8]} liegt im Modell." for n in range(40))
    assert "Thomas" not in proposed(f"{german} Ich frage Thomas.")


def test_the_beginning_of_a_sentence_makes_no_name() -> None:
    assert proposed("Models fail. “Models fail, too.") == {}
    assert set(proposed("Then Zoe asks, and then Bo.")) == {"Zoe", "Bo"}


def test_known_pseudonyms_are_gone_on_with_also_under_another_label() -> None:
    found = suggestions(TURNS, known={"Anna": "[Person 7]", "Zoe": "[Person 1]"})
    names = {one.words: one.pseudonym for one in found}
    assert (names["Anna"], names["Anna Schmidt"]) == ("[Person 7]", "[Person 7]")
    assert "Zoe" not in names


def test_added_words_are_ticked_and_shown_even_where_they_stand_nowhere() -> None:
    found = {one.words: one for one in suggestions(TURNS, added={"Acme": "[C]", "Zoe": "[Z]"})}
    assert (found["Acme"].pseudonym, found["Acme"].ticked) == ("[C]", True)
    assert (found["Zoe"].reason, found["Zoe"].places) == (SuggestionReason.ADDED, ())


def test_numbers_that_stand_in_the_text_are_not_given_again() -> None:
    assert proposed("[Person 1] asked.", speaker="Zoe")["Zoe"].pseudonym == "[Person 2]"


def test_places_say_where_the_words_stand() -> None:
    assert proposed("So Zoe and Zoe said.")["Zoe"].places == (
        Place(0, TEXT, 3, "Zoe"),
        Place(0, TEXT, 11, "Zoe"),
    )


@pytest.mark.parametrize("speaker", ["P1", "Zoe Miller"])
def test_a_name_is_counted_in_all_of_twelve_hundred_turns(speaker: str) -> None:
    turns = [
        Turn(speaker if n % 2 else "I", None, None, f"Then Zoe asks Name{chr(97 + n % 26)}ab. " * 4)
        for n in range(1200)
    ]
    assert sum(one.times for one in suggestions(turns) if one.words == "Zoe") == 4800


def test_a_name_is_counted_in_all_lines_of_one_turn() -> None:
    turn = Turn("P1", None, None, "And then Zoe\n" * 5_000)
    assert suggestions([turn])[0].times == 5_000
