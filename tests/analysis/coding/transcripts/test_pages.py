"""A transcript is shown with its number, its words and its changes, restored, and retitled."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.transcripts.keys import key_file
from analysis.coding.transcripts.pseudonyms import pseudonymised
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.models import Transcript
from operations.models import Change
from tests.analysis.coding.transcripts.interview import TALK
from tests.analysis.coding_world import InterviewWorld, account, browser
from tests.operations.newest_change import newest
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def key_of(words: str, pseudonym: str, name: str = "key.json") -> SimpleUploadedFile:
    _turns, key = pseudonymised([Turn(words, None, None, "Yes.")], {words: pseudonym})
    return SimpleUploadedFile(name, key_file([key]).encode())


@pytest.fixture
def stored(interviews: InterviewWorld) -> tuple[Transcript, SimpleUploadedFile]:
    """A transcript, and the key to it as a file."""
    turns = read_transcript("talk.txt", TALK.encode()).turns
    chosen = {"Anna Schmidt": "[Person 1]"}
    transcript, key = store_transcript(interviews.person(), "Interview 1", turns, chosen, now=NOON)
    return transcript, SimpleUploadedFile("key.json", key_file([key]).encode())


def test_the_key_gives_a_researcher_the_original_and_nothing_of_it_is_stored_or_logged(
    interviews: InterviewWorld,
    stored: tuple[Transcript, SimpleUploadedFile],
    caplog: pytest.LogCaptureFixture,
) -> None:
    transcript, key = stored
    rita = browser(interviews.rita)
    restore = f"/admin/analysis/transcript/{transcript.pk}/restore/"
    page = rita.get(f"/admin/analysis/transcript/{transcript.pk}/change/").content.decode()
    assert restore in page
    caplog.set_level("DEBUG")
    original = rita.post(restore, {"key": key})
    assert read_transcript("original.txt", original.content) == read_transcript(
        "talk.txt", TALK.encode()
    )
    assert original.headers["Content-Disposition"] == (
        'attachment; filename="interview-1-original.txt"'
    )
    assert "no-store" in original.headers["Cache-Control"]
    # That it was taken along is in the log of changes, without a word of it.
    assert newest().kind == Change.Kind.DOWNLOADED
    assert "Anna" not in repr(everything_stored()) + caplog.text


def everything_stored() -> list[list[tuple[object, ...]]]:
    """Every row of every table but those of sessions, whose last use is noted."""
    models = [model for model in apps.get_models() if model._meta.db_table != "django_session"]
    here = [model for model in models if model._meta.app_label != "recruitment"]
    return [list(model._default_manager.order_by("pk").values_list()) for model in here]


def test_a_key_of_another_transcript_gives_no_original(
    interviews: InterviewWorld, stored: tuple[Transcript, SimpleUploadedFile]
) -> None:
    restore = f"/admin/analysis/transcript/{stored[0].pk}/restore/"
    refused = browser(interviews.rita).post(restore, {"key": key_of("Anna", "[Person 1]")})
    assert "The key belongs to another transcript" in refused.content.decode()


def test_only_who_may_see_transcripts_restores_one(
    interviews: InterviewWorld, stored: tuple[Transcript, SimpleUploadedFile]
) -> None:
    transcript, key = stored
    restore = f"/admin/analysis/transcript/{transcript.pk}/restore/"
    for person, refused in ((interviews.ann, 403), (account("nora", None), 404)):
        assert browser(person).get(restore).status_code == refused
        assert browser(person).post(restore, {"key": key}).status_code == refused


def test_the_list_and_the_page_say_number_turns_and_words(
    interviews: InterviewWorld, stored: tuple[Transcript, SimpleUploadedFile]
) -> None:
    transcript, _key = stored
    label = transcript.case.label
    rita = browser(interviews.rita)
    listed = rita.get("/admin/analysis/transcript/").content.decode()
    assert f">{label}</a>" in listed
    assert '<td class="field-turns">2</td>' in listed
    page = rita.get(f"/admin/analysis/transcript/{transcript.pk}/change/").content.decode()
    assert f"{label} · Interview 1" in page
    assert "It was the data, said [Person 1]." in page
    assert "It is as it was imported." in page
    retitle = f"/admin/analysis/transcript/{transcript.pk}/title/"
    renamed = rita.post(retitle, {"title": "Interview A"}, follow=True).content.decode()
    assert f"{label} · Interview A" in renamed
    assert "Type it." in rita.post(retitle, {"title": ""}, follow=True).content.decode()
    assert browser(interviews.ann).post(retitle, {"title": "x"}).status_code == 403


@pytest.mark.parametrize("page", ["change", "correct"])
def test_a_page_of_many_turns_asks_the_database_no_more_than_one_of_two(
    interviews: InterviewWorld, page: str
) -> None:
    rita, queries = browser(interviews.rita), []
    for number in (1, 2, 200):  # the first time, what the server remembers is read as well
        turns = [Turn("I" if n % 2 else "P1", n, n + 1, "So I look. " * 9) for n in range(number)]
        transcript = interviews.talk(title=f"Of {number}", turns=turns)
        with CaptureQueriesContext(connection) as asked:
            shown = rita.get(f"/admin/analysis/transcript/{transcript.pk}/{page}/")
        assert shown.content.decode().count('<li id="turn-') == number
        queries.append(len(asked))
    assert queries[2] == queries[1]
