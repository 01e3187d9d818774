"""A translation is added as a file, pasted or typed, and shown below each turn."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from analysis.coding.transcripts.keys import key_file, read_keys
from analysis.coding.transcripts.pseudonyms import pseudonymised
from analysis.coding.transcripts.translations.about import stamp_of
from analysis.models import Transcript
from survey.members.roles import Role
from tests.analysis.coding.reviews import answered
from tests.analysis.coding.transcripts.translations.talk import (
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
from tests.analysis.coding_world import account, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TEXT = "\n\n".join(f"{turn.speaker}: {turn.text}" for turn in ENGLISH)
ABOUT = {"language": "en", "translated_by": "DeepL", "translated_on": "2026-07-01"}


@pytest.fixture
def rita() -> Client:
    return browser(account("rita", Role.RESEARCHER))


def at(transcript: Transcript, name: str = "") -> str:
    return f"/admin/analysis/transcript/{transcript.pk}/translation/{name}"


def shown(rita: Client, transcript: Transcript) -> str:
    page = rita.get(f"/admin/analysis/transcript/{transcript.pk}/change/").content.decode()
    return re.sub(r"\s+", " ", page)


def add(rita: Client, transcript: Transcript, **fields: Any) -> str:
    sent = {**ABOUT, "coded": "original", **fields}
    return rita.post(at(transcript), sent).content.decode()


def test_a_file_is_looked_through_for_names_and_stored_without_them(rita: Client) -> None:
    transcript = german()
    assert "Add a translation" in shown(rita, transcript)
    file = SimpleUploadedFile("talk.txt", TEXT.encode())
    _turns, key = pseudonymised(GERMAN, {"Helena": "[Person 2]"})
    keys = SimpleUploadedFile("key.json", key_file([key]).encode())
    page = add(rita, transcript, file=file, keys=keys)
    assert both(transcript) == WITHOUT
    assert 'value="[Person 2]"' in page  # as the key of the study has it
    sent = answered(page, {"Helena": "[Person 2]"})
    taken = read_keys(rita.post(at(transcript, "review/"), {**sent, "do": "key"}).content)
    assert len(taken) == 2
    stored = rita.post(at(transcript, "review/"), {**sent, "do": "store"}, follow=True)
    assert "Translation added." in stored.content.decode()
    assert both(transcript)[1] == (GERMAN[1].text, "I look at the data. Then I ask [Person 2].")
    said = shown(rita, transcript)
    assert 'class="words" lang="de" dir="ltr"' in said
    assert 'class="parallel" lang="en" dir="ltr" >What do you do?</p>' in said
    assert "Translated by DeepL, 2026-07-01." in said


def test_pasted_turns_can_be_what_is_coded(rita: Client) -> None:
    transcript = german()
    page = add(rita, transcript, pasted=TEXT, coded="translation")
    rita.post(at(transcript, "review/"), {**answered(page, {}), "sure": "on", "do": "store"})
    assert both(transcript) == TRANSLATION_FIRST


def test_what_does_not_fit_is_told_in_a_sentence(rita: Client) -> None:
    transcript = german()
    few = "\n\n".join(TEXT.split("\n\n")[:2])
    assert "has 2 turns, the transcript 3" in add(rita, transcript, pasted=few)
    assert "Choose a file or paste the turns, one of both." in add(rita, transcript)
    wrong = SimpleUploadedFile("talk.pdf", b"%PDF")
    assert "Ask the program" in add(rita, transcript, file=wrong)
    held = rita.post(at(transcript, "review/"), {"held": "x"}, follow=True).content.decode()
    assert "held for a day at most" in held
    assert both(transcript) == WITHOUT


def test_words_are_typed_beside_each_turn(rita: Client) -> None:
    transcript = german()
    page = rita.get(at(transcript, "typed/")).content.decode()
    assert page.count("in the other language") == 3
    sent = {**ABOUT, "coded": "original", "seen": stamp_of(transcript)}
    typed = {f"turn-{number}": turn.text for number, turn in enumerate(ENGLISH, start=1)}
    done = rita.post(at(transcript, "typed/"), {**sent, **typed}, follow=True).content.decode()
    assert "Translation typed." in done
    assert both(transcript) == ORIGINAL_FIRST
    old = rita.post(at(transcript, "typed/"), {**sent, **typed, "turn-1": "?"}).content.decode()
    assert "changed meanwhile" in old
    assert both(transcript) == ORIGINAL_FIRST


def test_the_language_that_is_coded_is_switched_until_a_round_has_the_participant(
    rita: Client,
) -> None:
    transcript = translated()
    assert "Code the translation instead" in shown(rita, transcript)
    seen = {"seen": transcript.digest}
    rita.post(at(transcript, "switch/"), seen)
    assert both(transcript) == TRANSLATION_FIRST
    in_a_round(transcript)
    assert "instead</button>" not in shown(rita, transcript)
    transcript.refresh_from_db()
    refused = rita.post(at(transcript, "switch/"), {"seen": transcript.digest}, follow=True)
    assert "in a round of coding" in refused.content.decode()
    assert both(transcript) == TRANSLATION_FIRST


def test_the_words_beside_the_turns_are_removed(rita: Client) -> None:
    transcript = translated()
    rita.post(at(transcript, "remove/"), {"seen": transcript.digest})
    assert both(transcript) == WITHOUT


def test_the_desk_shows_the_other_language_below_each_turn(rita: Client) -> None:
    coding_round = in_a_round(translated())
    user = coding_round.coders.get().user
    assert user is not None
    ann = browser(user)
    page = ann.get(f"/admin/analysis/codinground/{coding_round.pk}/desk/").content.decode()
    flat = re.sub(r"\s+", " ", page)
    assert 'class="parallel" lang="en" dir="ltr" >And I change it.</p>' in flat
    assert 'class="words" lang="de" dir="ltr" >Und ich ändere sie.</div>' in flat


def test_a_language_that_is_written_from_the_right_says_so(rita: Client) -> None:
    transcript = translated()
    Transcript.objects.filter(pk=transcript.pk).update(parallel_language="ar")
    assert 'class="parallel" lang="ar" dir="rtl"' in shown(rita, transcript)


def test_only_who_may_change_transcripts_translates_them() -> None:
    transcript = translated()
    coder = browser(account("cara", Role.CODER))
    for name in ("", "review/", "typed/", "switch/", "remove/"):
        assert coder.post(at(transcript, name), {}).status_code == 403
