"""Researchers correct a stored transcript on its pages; while it is coded these tell nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.coding.transcripts.keys import key_file, read_keys
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.models import Transcript, Unit
from tests.analysis.coding.reviews import answered
from tests.analysis.coding.transcripts.test_corrections import Coded
from tests.analysis.coding_world import InterviewWorld, browser
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def send(interviews: InterviewWorld, name: str, **fields: Any) -> str:
    transcript = Transcript.objects.get()
    sent = {key.replace("__", "-"): value for key, value in fields.items()}
    address = f"/admin/analysis/transcript/{transcript.pk}/{name}/"
    response = browser(interviews.rita).post(
        address, {"seen": transcript.digest, **sent}, follow=True
    )
    return response.content.decode()


def test_words_are_corrected_and_the_change_is_listed_and_undone(
    interviews: InterviewWorld,
) -> None:
    coded = Coded(interviews, (2, "Then I ask Helena.", "class_overlap"))
    opened = send(interviews, "correct", open="2")
    assert "Then I ask Helena.</textarea>" in opened
    assert 'value="Then I ask Helena."' not in opened  # where to split it is left open
    done = send(interviews, "correct", do="words", words__turn=2, words__words="I see the data.")
    assert "nobody is told whether these words are" in done
    assert "Class overlap" not in done
    fields = {"words__turn": 2, "words__words": "I see the data.", "words__confirmed": "on"}
    assert "Turn 2: words corrected." in send(interviews, "correct", do="words", **fields)
    page = browser(interviews.rita).get(f"/admin/analysis/transcript/{coded.transcript.pk}/change/")
    assert "Turn 2: words corrected <small>rita" in page.content.decode()
    change = coded.transcript.changes.get()
    assert "The last change is undone." in send(interviews, "undo", change=str(change.guid))
    assert Unit.objects.filter(turn__contains="Helena").exists()
    assert "undone by rita" in send(interviews, "undo", change=str(change.guid))


def test_a_tab_that_is_out_of_date_changes_nothing_and_says_so(interviews: InterviewWorld) -> None:
    Coded(interviews)
    fields = {"do": "merge", "merge__turn": 2}
    assert "nothing was changed now" in send(interviews, "correct", seen="old", **fields)
    assert "There are turns 1 to 3" in send(interviews, "correct", do="merge", merge__turn=3)
    assert Unit.objects.filter(transcript__isnull=False).count() == 3


def test_only_who_may_change_transcripts_corrects_them(interviews: InterviewWorld) -> None:
    coded = Coded(interviews)
    for name in ("correct", "words", "undo", "title"):
        address = f"/admin/analysis/transcript/{coded.transcript.pk}/{name}/"
        assert browser(interviews.ann).post(address, {}).status_code == 403


def test_a_forgotten_name_is_shown_in_its_places_and_one_key_puts_all_names_back(
    interviews: InterviewWorld,
) -> None:
    said = [
        Turn("Zoe", None, None, "I ask Helena."),
        Turn("Ed", None, None, "So Zoe, who is Helena? Ask Helena."),
    ]
    person = interviews.person()
    transcript, first = store_transcript(person, "One", said, {"Zoe": "[Person 1]"}, now=NOON)
    rita = browser(interviews.rita)
    words = f"/admin/analysis/transcript/{transcript.pk}/words/"
    assert "has no form" in rita.post(words, {"lines": "Helena"}).content.decode()
    other = SimpleUploadedFile("key.json", key_file([]).encode())
    lines = {"lines": "Helena = [Person 2]"}
    assert "belongs to another" in rita.post(words, {**lines, "keys": other}).content.decode()
    send(interviews, "correct", do="words", words__turn=1, words__words="I always ask Helena.")
    key = SimpleUploadedFile("key.json", key_file([first]).encode())
    page = rita.post(words, {**lines, "keys": key}).content.decode()
    assert "I always ask <mark>Helena</mark>." in " ".join(page.split())
    sent = {**answered(page, {"Helena": "[Person 2]"}), "leave": "1:34:Helena"}
    keys = read_keys(rita.post(words, {**sent, "do": "key"}).content)
    assert rita.post(words, sent).status_code == 302
    assert list(Unit.objects.values_list("turn", flat=True)) == [
        "I always ask [Person 2].",
        "So [Person 1], who is [Person 2]? Ask Helena.",
    ]
    restore = f"/admin/analysis/transcript/{transcript.pk}/restore/"
    new = SimpleUploadedFile("key.json", key_file(keys).encode())
    original = rita.post(restore, {"key": new}).content.decode()
    assert original == "Zoe: I always ask Helena.\n\nEd: So Zoe, who is Helena? Ask Helena.\n"
    old = SimpleUploadedFile("key.json", key_file([first]).encode())
    assert (
        "words of this one were replaced since" in rita.post(restore, {"key": old}).content.decode()
    )
    assert "held for a day at most" in rita.post(words, {"held": "x"}, follow=True).content.decode()
