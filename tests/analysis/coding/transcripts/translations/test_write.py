"""A translation stands beside the original, and either of them is coded."""

from datetime import date

import pytest

from analysis.coding.transcripts.corrections import (
    correct,
    replace_words,
    talk_of,
    undo_correction,
)
from analysis.coding.transcripts.edits import Correction, merge_turns, split_turn
from analysis.coding.transcripts.fitting_keys import original_of
from analysis.coding.transcripts.pseudonyms import digest_of
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.translations.about import stamp_of
from analysis.coding.transcripts.translations.write import (
    Origin,
    add_translation,
    remove_translation,
    switch_languages,
    type_translation,
)
from analysis.errors import CannotCorrect, ChangedMeanwhile, TranscriptFileError
from analysis.models import Transcript, TranscriptChange
from tests.analysis.coding.transcripts.translations.talk import (
    BY_DEEPL,
    ENGLISH,
    GERMAN,
    ORIGINAL_FIRST,
    TRANSLATION_FIRST,
    WITHOUT,
    both,
    german,
    in_a_round,
    translated,
)
from tests.analysis.coding_world import BY
from tests.interview_world import interviewee
from tests.world import NOON

pytestmark = pytest.mark.django_db


def fresh(transcript: Transcript) -> Transcript:
    return Transcript.objects.get(pk=transcript.pk)


def undo(transcript: Transcript) -> TranscriptChange:
    change = transcript.changes.filter(undone_at=None)[0]
    return undo_correction(transcript, change.guid, **BY)


def corrected(transcript: Transcript, correction: Correction) -> None:
    correct(transcript, correction, seen=fresh(transcript).digest, **BY)


def test_a_translation_stands_beside_each_turn_and_says_whose_it_is() -> None:
    transcript = translated()
    assert both(transcript) == ORIGINAL_FIRST
    assert (transcript.language, transcript.parallel_language) == ("de", "en")
    assert (transcript.translated_by, transcript.translated_on) == ("DeepL", NOON.date())
    assert not transcript.is_translation
    assert transcript.digest == digest_of(GERMAN)
    assert [turn.speaker for turn in talk_of(transcript).turns] == ["I", "P3", "P3"]


def test_the_translation_can_be_what_is_coded() -> None:
    transcript = translated(code_translation=True)
    assert both(transcript) == TRANSLATION_FIRST
    assert (transcript.language, transcript.parallel_language) == ("en", "de")
    assert transcript.is_translation
    assert transcript.digest == digest_of(talk_of(transcript).turns) != digest_of(GERMAN)


def test_another_number_of_turns_is_refused_and_nothing_is_stored() -> None:
    transcript = german()
    with pytest.raises(CannotCorrect, match="2 turns, the transcript 3"):
        add_translation(
            transcript,
            ENGLISH[:2],
            BY_DEEPL,
            code_translation=False,
            seen=transcript.digest,
            **BY,
        )
    assert both(transcript) == WITHOUT
    assert not TranscriptChange.objects.exists()


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        (Origin("de", "DeepL"), "in de already"),
        (Origin("German", "DeepL"), "no language code"),
        (Origin("en", " "), "who or what translated"),
    ],
)
def test_an_origin_that_says_too_little_is_refused(origin: Origin, sentence: str) -> None:
    transcript = german()
    with pytest.raises(CannotCorrect, match=sentence):
        add_translation(
            transcript, ENGLISH, origin, code_translation=False, seen=transcript.digest, **BY
        )
    assert not fresh(transcript).parallel_language


def test_a_second_translation_and_an_old_page_are_refused() -> None:
    transcript = translated()
    with pytest.raises(CannotCorrect, match="translation already"):
        add_translation(
            transcript, ENGLISH, BY_DEEPL, code_translation=False, seen=transcript.digest, **BY
        )
    with pytest.raises(ChangedMeanwhile):
        switch_languages(transcript, seen="old", **BY)


def test_words_are_typed_turn_by_turn_and_others_stay() -> None:
    transcript, sent = german(), {2: "I look at the data.", 3: ""}
    type_translation(
        transcript, sent, BY_DEEPL, code_translation=False, seen=stamp_of(transcript), **BY
    )
    assert [beside for _turn, beside in both(transcript)] == ["", "I look at the data.", ""]
    with pytest.raises(ChangedMeanwhile):
        type_translation(transcript, sent, BY_DEEPL, code_translation=False, seen="old", **BY)
    transcript = fresh(transcript)
    with pytest.raises(CannotCorrect, match="as it was"):
        type_translation(
            transcript, sent, BY_DEEPL, code_translation=False, seen=stamp_of(transcript), **BY
        )
    with pytest.raises(CannotCorrect, match="turns 1 to 3"):
        type_translation(
            transcript, {4: "x"}, BY_DEEPL, code_translation=False, seen=stamp_of(transcript), **BY
        )
    with pytest.raises(CannotCorrect, match="Translate every turn first"):
        type_translation(
            transcript, {1: "x"}, BY_DEEPL, code_translation=True, seen=stamp_of(transcript), **BY
        )


def test_the_languages_are_switched_and_switched_back_by_undoing() -> None:
    transcript = translated()
    change = switch_languages(transcript, seen=transcript.digest, **BY)
    assert change.summary == "The translation is coded now"
    assert both(transcript) == TRANSLATION_FIRST
    undo(transcript)
    assert both(transcript) == ORIGINAL_FIRST
    undo(transcript)
    transcript = fresh(transcript)
    assert both(transcript) == WITHOUT
    assert (transcript.language, transcript.parallel_language) == ("de", "")
    assert (transcript.translated_by, transcript.translated_on) == ("", None)
    assert transcript.digest == digest_of(GERMAN)


def test_once_a_round_has_the_participant_no_language_is_switched_nor_switched_back() -> None:
    transcript = translated()
    switch_languages(transcript, seen=transcript.digest, **BY)
    in_a_round(transcript)
    with pytest.raises(CannotCorrect, match="in a round of coding"):
        switch_languages(transcript, seen=fresh(transcript).digest, **BY)
    with pytest.raises(CannotCorrect, match="in a round of coding"):
        undo(transcript)
    assert both(transcript) == TRANSLATION_FIRST


def test_a_translation_beside_the_coded_words_is_added_and_removed_in_a_round_too() -> None:
    transcript = german()
    in_a_round(transcript)
    with pytest.raises(CannotCorrect, match="in a round of coding"):
        add_translation(
            transcript, ENGLISH, BY_DEEPL, code_translation=True, seen=transcript.digest, **BY
        )
    add_translation(
        transcript, ENGLISH, BY_DEEPL, code_translation=False, seen=transcript.digest, **BY
    )
    remove_translation(transcript, seen=transcript.digest, **BY)
    assert both(transcript) == WITHOUT
    undo(transcript)
    assert both(transcript) == ORIGINAL_FIRST
    assert fresh(transcript).translated_by == "DeepL"


def test_a_coded_translation_still_says_that_it_is_one_without_its_original() -> None:
    transcript = translated(code_translation=True)
    remove_translation(transcript, seen=transcript.digest, **BY)
    transcript = fresh(transcript)
    assert [beside for _turn, beside in both(transcript)] == ["", "", ""]
    assert (transcript.is_translation, transcript.translated_by) == (True, "DeepL")
    with pytest.raises(CannotCorrect, match="no translation beside"):
        remove_translation(transcript, seen=transcript.digest, **BY)
    original = Origin("de", "DeepL", date(2026, 6, 1))
    add_translation(
        transcript, GERMAN, original, code_translation=True, seen=transcript.digest, **BY
    )
    assert both(transcript) == TRANSLATION_FIRST


def test_merged_turns_have_both_translations_and_a_split_leaves_them_with_the_first() -> None:
    transcript = translated()
    corrected(transcript, merge_turns(talk_of(transcript), 2))
    assert both(transcript)[1][1] == "I look at the data. Then I ask Helena. And I change it."
    undo(transcript)
    assert both(transcript) == ORIGINAL_FIRST
    corrected(transcript, split_turn(talk_of(transcript), 2, GERMAN[1].text.index("Dann")))
    beside = [words for _turn, words in both(transcript)]
    assert beside[1:3] == ["I look at the data. Then I ask Helena.", ""]
    undo(transcript)
    assert both(transcript) == ORIGINAL_FIRST


def test_forgotten_names_go_from_both_languages_and_from_the_log() -> None:
    transcript = translated()
    chosen = {"Helena": "[Person 2]", "look": "[Word]"}
    change = replace_words(transcript, chosen, left=frozenset(), seen=transcript.digest, **BY)
    assert both(transcript)[1] == (
        "Ich sehe mir die Daten an. Dann frage ich [Person 2].",
        "I [Word] at the data. Then I ask [Person 2].",
    )
    # Helena in both languages, look in English alone
    assert change.summary == "3 words replaced by pseudonyms, in 1 turns"
    assert all("Helena" not in str(row) for row in TranscriptChange.objects.values())


def test_a_name_that_stands_in_the_translation_alone_is_replaced_there() -> None:
    transcript = translated()
    chosen = {"look": "[Word]"}
    replace_words(transcript, chosen, left=frozenset(), seen=transcript.digest, **BY)
    assert both(transcript)[1][0] == GERMAN[1].text
    assert both(transcript)[1][1].startswith("I [Word] at")


def test_a_key_puts_the_names_back_in_the_language_that_it_was_written_for() -> None:
    chosen = {"Helena": "[Person 2]"}
    transcript, key = store_transcript(
        interviewee(), "First", GERMAN, chosen, now=NOON, language="de"
    )
    add_translation(
        transcript, ENGLISH, BY_DEEPL, code_translation=False, seen=transcript.digest, **BY
    )
    turns, missing = original_of(fresh(transcript), [key])
    assert ([turn.text for turn in turns], missing) == ([turn.text for turn in GERMAN], 0)
    switch_languages(transcript, seen=transcript.digest, **BY)
    with pytest.raises(TranscriptFileError, match="other language"):
        original_of(fresh(transcript), [key])
