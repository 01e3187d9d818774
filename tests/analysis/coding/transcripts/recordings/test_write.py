"""A recording is kept whole or not at all, and its file goes with the row."""

import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.recordings.models import Recording
from analysis.coding.transcripts.recordings.write import remove_recording
from analysis.coding.transcripts.store import erase_transcript, store_transcript
from analysis.errors import UnfitRecording
from survey.interviews.write import erase_interviewee
from tests.analysis.coding.transcripts.recordings.audio import KINDS, wav
from tests.analysis.coding.transcripts.translations.talk import GERMAN, german
from tests.interview_world import interviewee
from tests.world import NOON

Link = Callable[..., Recording]

pytestmark = pytest.mark.django_db


def test_a_recording_is_a_file_that_only_its_owner_can_read(link: Link, folder: Path) -> None:
    recording, content = link(german()), wav(12)
    file = folder / recording.file
    assert file.read_bytes() == content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (recording.sha256, recording.bytes) == (sha256(content).hexdigest(), len(content))
    assert (recording.seconds, recording.media_type) == (12, "audio/wav")
    assert (recording.linked_by, recording.linked_at) == ("rita", NOON)
    assert "talk" not in recording.file
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(("ending", "make"), KINDS.items())
def test_every_kind_is_linked(ending: str, make: Callable[[float], bytes], link: Link) -> None:
    assert link(german(), make(12), f"talk{ending}").media_type.startswith("audio/")


def test_audio_that_ends_before_the_last_turn_is_refused_and_nothing_is_stored(
    link: Link, folder: Path
) -> None:
    """The last turn ends at 11 s; up to 2 s more than the audio are taken."""
    transcript = german()
    with pytest.raises(UnfitRecording, match=r"The audio lasts 0:08, and the last turn is at 0:11"):
        link(transcript, wav(8.9))
    assert not Recording.objects.exists()
    assert not list(folder.iterdir())
    assert link(transcript, wav(9.1)).seconds == pytest.approx(9.1)


def test_audio_of_quite_another_length_than_the_interview_is_refused(link: Link) -> None:
    transcript, _key = store_transcript(
        interviewee(), "First", GERMAN, {}, now=NOON, held=Held(minutes=45)
    )
    with pytest.raises(UnfitRecording, match="is said to have lasted 45 minutes"):
        link(transcript, wav(20 * 60, rate=100))
    assert link(transcript, wav(25 * 60, rate=100)).seconds == 25 * 60


def test_what_is_no_audio_is_too_large_or_is_a_second_one_leaves_nothing(
    link: Link, folder: Path, settings: LazySettings
) -> None:
    transcript = german()
    with pytest.raises(UnfitRecording, match="damaged"):
        link(transcript, b"I am a text.")
    with pytest.raises(UnfitRecording, match="no kind"):
        link(transcript, wav(12), "talk.txt")
    link(transcript)
    with pytest.raises(UnfitRecording, match="has a recording already"):
        link(transcript)
    assert len(list(folder.iterdir())) == 1
    settings.LARGEST_RECORDING = 1000
    with pytest.raises(UnfitRecording, match=r"larger than 0\.001 MB"):
        link(german(interviewee("P4")))


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_with_the_recording_the_transcript_and_the_participant(
    link: Link, folder: Path
) -> None:
    remove_recording(link(german(interviewee("P1"))))
    transcript = german(interviewee("P2"))
    link(transcript)
    erase_transcript(transcript)
    somebody = interviewee("P3")
    link(german(somebody))
    assert len(list(folder.iterdir())) == 1
    erase_interviewee(somebody, now=NOON)
    assert not list(folder.iterdir())


@pytest.mark.django_db(transaction=True)
def test_a_deletion_that_does_not_come_about_leaves_the_file(link: Link, folder: Path) -> None:
    recording = link(german())
    with transaction.atomic():
        recording.delete()
        transaction.set_rollback(True)
    assert (folder / recording.file).exists()
    assert Recording.objects.exists()
