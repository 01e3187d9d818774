"""A recording is linked, heard and deleted by those who may change transcripts."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from analysis.coding.transcripts.recordings.models import Recording
from survey.members.roles import Role
from tests.analysis.coding.transcripts.recordings.audio import wav
from tests.analysis.coding.transcripts.translations.talk import german
from tests.analysis.coding_world import account, browser
from tests.operations.newest_change import newest

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

CONTENT = wav(12)


def upload(rita: Client, pk: int, content: bytes = CONTENT, name: str = "Ada Weber.wav") -> str:
    sent = rita.post(
        f"/admin/analysis/transcript/{pk}/recording/",
        {"file": SimpleUploadedFile(name, content)},
        follow=True,
    )
    return sent.content.decode()


@pytest.fixture
def rita() -> Client:
    return browser(account("rita", Role.RESEARCHER))


def test_a_recording_is_linked_and_played_from_each_turn(rita: Client) -> None:
    transcript = german()
    page = upload(rita, transcript.pk)
    assert "The recording is linked." in page
    assert f'src="/admin/analysis/transcript/{transcript.pk}/recording/audio/"' in page
    assert '/recording/audio/#t=2.00"\n            data-play-from="2.00">Play from 0:02' in page
    assert 'recordings/player.js" type="module"' in page
    assert "Ada" not in str(Recording.objects.values())
    again = rita.get(f"/admin/analysis/transcript/{transcript.pk}/recording/").content.decode()
    assert "0:12 of audio/wav" in again
    assert (
        "Its recording"
        in rita.get(f"/admin/analysis/transcript/{transcript.pk}/change/").content.decode()
    )


def test_only_pages_with_a_player_may_play_and_nothing_is_played_elsewhere(rita: Client) -> None:
    pk = german().pk
    correct = rita.get(f"/admin/analysis/transcript/{pk}/correct/")
    assert "media-src 'self'" in correct["Content-Security-Policy"]
    assert "<audio" not in correct.content.decode()
    other = rita.get(f"/admin/analysis/transcript/{pk}/recording/")
    assert "media-src" not in other["Content-Security-Policy"]


def test_parts_of_the_audio_are_served_and_never_cached(rita: Client) -> None:
    pk = german().pk
    upload(rita, pk)
    address, number = f"/admin/analysis/transcript/{pk}/recording/audio/", newest().number
    whole = rita.get(address)
    assert (whole.status_code, b"".join(whole)) == (200, CONTENT)
    assert whole["Content-Type"] == "audio/wav"
    assert "no-store" in whole["Cache-Control"]
    assert whole["Accept-Ranges"] == "bytes"
    part = rita.get(address, headers={"range": "bytes=100-199"})
    assert (part.status_code, b"".join(part)) == (206, CONTENT[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(CONTENT)}"
    assert part["Content-Length"] == "100"
    assert "no-store" in part["Cache-Control"]
    behind = rita.get(address, headers={"range": "bytes=999999-"})
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")
    # The other parts are of the file that was begun.
    assert (newest().which, newest().details) == ("recording", {"transcript": pk})
    assert newest().number - number == 1


def test_who_may_not_change_transcripts_hears_nothing(rita: Client) -> None:
    pk = german().pk
    upload(rita, pk)
    coder = browser(account("ann", Role.CODER))
    for name in ("recording/", "recording/audio/", "recording/remove/"):
        assert coder.get(f"/admin/analysis/transcript/{pk}/{name}").status_code == 403


def test_audio_of_the_wrong_length_is_told_in_a_sentence(rita: Client, folder: Path) -> None:
    page = upload(rita, german().pk, wav(3))
    assert "The audio lasts 0:03, and the last turn is at 0:11." in page
    assert not list(folder.iterdir())


def test_a_form_may_be_as_large_as_the_settings_say_on_this_page_alone(
    rita: Client, settings: LazySettings
) -> None:
    """22 MB: more than the 21 MiB of other forms is 22.02 MB."""
    pk, content = german().pk, wav(12) + bytes(23_000_000)
    assert "is linked" in upload(rita, pk, content)
    other = rita.post(
        f"/admin/analysis/transcript/{pk}/translation/",
        {"file": SimpleUploadedFile("talk.txt", content)},
    )
    assert other.status_code == 400
    settings.LARGEST_RECORDING = 10_000_000
    second = rita.post(
        f"/admin/analysis/transcript/{pk}/recording/",
        {"file": SimpleUploadedFile("talk.wav", content)},
    )
    assert second.status_code == 400


def test_a_recording_is_deleted_and_the_transcript_stays(rita: Client) -> None:
    transcript = german()
    upload(rita, transcript.pk)
    removed = rita.post(
        f"/admin/analysis/transcript/{transcript.pk}/recording/remove/", follow=True
    )
    assert "The recording is deleted." in removed.content.decode()
    assert not Recording.objects.exists()
    transcript.refresh_from_db()
