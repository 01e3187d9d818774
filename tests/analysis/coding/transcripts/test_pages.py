"""Transcripts come in without names in the admin, are coded like answers, and are restored."""

from html import unescape

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.coding.transcripts.pseudonyms import key_file, pseudonymised
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.models import Transcript, Unit
from tests.analysis.coding.reviews import held
from tests.analysis.coding.transcripts.interview import TALK
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_researcher_reviews_the_names_before_anything_is_stored(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    file = SimpleUploadedFile("talk.txt", TALK.encode())
    sent = {"file": file, "study": str(coding.founding.study.pk), "title": "Interview 1"}
    page = rita.post("/admin/analysis/transcript/add/", sent).content.decode()
    assert "Anna Schmidt = [Person 2]" in page
    assert not Transcript.objects.exists()
    review = {"held": held(page), "replacements": "Anna Schmidt = [Person 1]\n"}
    address = "/admin/analysis/transcript/review/"
    key = rita.post(address, {**review, "do": "key"})
    assert "Anna Schmidt" in key.content.decode()
    assert not Transcript.objects.exists()
    wrong = rita.post(address, {**review, "replacements": "Anna", "do": "store"})
    assert "Write: Anna = [Person 1]" in wrong.content.decode()
    rita.post(address, {**review, "do": "store"})
    turns = list(Unit.objects.values_list("speaker", "turn"))
    assert turns[1] == ("[Person 1]", "It was the data, said [Person 1].")
    again = rita.post(address, {**review, "do": "store"})
    assert "Give this one another title" in again.content.decode()
    assert rita.post(address, {**review, "held": "forged", "do": "store"}).status_code == 302


def test_the_review_says_what_the_file_left_open_and_says_it_again(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    file = SimpleUploadedFile("talk.txt", b"It rains.")
    sent = {"file": file, "study": str(coding.founding.study.pk), "title": "Interview 1"}
    page = rita.post("/admin/analysis/transcript/add/", sent).content.decode()
    assert "<li>No speakers were named.</li>" in page
    wrong = {"held": held(page), "replacements": "Anna", "do": "store"}
    again = rita.post("/admin/analysis/transcript/review/", wrong).content.decode()
    assert "<li>No speakers were named.</li>" in again


def key_file_of(words: str, pseudonym: str, name: str = "key.json") -> SimpleUploadedFile:
    _turns, key = pseudonymised([Turn(words, None, None, "Yes.")], {words: pseudonym})
    return SimpleUploadedFile(name, key_file(key).encode())


def import_with_keys(coding: CodingWorld, *keys: SimpleUploadedFile) -> str:
    sent = {
        "file": SimpleUploadedFile("talk.txt", TALK.encode()),
        "study": str(coding.founding.study.pk),
        "title": "Interview 2",
        "keys": list(keys),
    }
    response = browser(coding.rita).post("/admin/analysis/transcript/add/", sent)
    return unescape(response.content.decode())


def test_a_key_of_an_earlier_interview_gives_the_same_person_the_same_pseudonym(
    coding: CodingWorld,
) -> None:
    """Hello is no name in the talk by itself; the key knows it as one."""
    anna = key_file_of("Anna Schmidt", "[Person 1]")
    page = import_with_keys(coding, anna, key_file_of("Hello", "[Person 8]"))
    assert "Anna Schmidt = [Person 1]\nHello = [Person 8]\nInterviewer = [Person 2]" in page
    assert "key of an earlier transcript" in page
    assert not Transcript.objects.exists()


def test_keys_that_contradict_each_other_and_other_files_are_refused(coding: CodingWorld) -> None:
    anna, bob = key_file_of("Anna", "[Person 1]"), key_file_of("Bob", "[Person 1]")
    assert "The keys contradict each other on [Person 1]." in import_with_keys(coding, anna, bob)
    other = SimpleUploadedFile("notes.json", b"{}")
    assert "This is no key to a transcript." in import_with_keys(coding, other)


@pytest.fixture
def stored(coding: CodingWorld) -> tuple[Transcript, SimpleUploadedFile]:
    """A transcript, and the key to it as a file."""
    turns = read_transcript("talk.txt", TALK.encode()).turns
    chosen = {"Anna Schmidt": "[Person 1]"}
    transcript, key = store_transcript(
        coding.founding.study, "Interview 1", turns, chosen, now=NOON
    )
    return transcript, SimpleUploadedFile("key.json", key_file(key).encode())


def test_the_key_gives_a_researcher_the_original_and_nothing_of_it_is_stored_or_logged(
    coding: CodingWorld,
    stored: tuple[Transcript, SimpleUploadedFile],
    caplog: pytest.LogCaptureFixture,
) -> None:
    transcript, key = stored
    rita = browser(coding.rita)
    restore = f"/admin/analysis/transcript/{transcript.pk}/restore/"
    page = rita.get(f"/admin/analysis/transcript/{transcript.pk}/change/").content.decode()
    assert restore in page
    rows = everything_stored()
    caplog.set_level("DEBUG")
    original = rita.post(restore, {"key": key})
    assert read_transcript("original.txt", original.content) == read_transcript(
        "talk.txt", TALK.encode()
    )
    assert original.headers["Content-Disposition"] == (
        'attachment; filename="interview-1-original.txt"'
    )
    assert "no-store" in original.headers["Cache-Control"]
    assert everything_stored() == rows
    assert "Anna" not in repr(rows) + caplog.text


def everything_stored() -> list[list[tuple[object, ...]]]:
    """Every row of every table but those of sessions, whose last use is noted."""
    models = [model for model in apps.get_models() if model._meta.db_table != "django_session"]
    here = [model for model in models if model._meta.app_label != "recruitment"]
    return [list(model._default_manager.order_by("pk").values_list()) for model in here]


def test_a_key_of_another_transcript_gives_no_original(
    coding: CodingWorld, stored: tuple[Transcript, SimpleUploadedFile]
) -> None:
    restore = f"/admin/analysis/transcript/{stored[0].pk}/restore/"
    refused = browser(coding.rita).post(restore, {"key": key_file_of("Anna", "[Person 1]")})
    assert "The key belongs to another transcript" in refused.content.decode()


def test_only_who_may_see_transcripts_restores_one(
    coding: CodingWorld, stored: tuple[Transcript, SimpleUploadedFile]
) -> None:
    transcript, key = stored
    restore = f"/admin/analysis/transcript/{transcript.pk}/restore/"
    for person in (coding.ann, account("nora", None)):
        assert browser(person).get(restore).status_code == 403
        assert browser(person).post(restore, {"key": key}).status_code == 403
