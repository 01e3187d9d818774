"""Recordings without their files, and files without a recording, are told."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from analysis.coding.transcripts.recordings.write import link_recording
from operations.health.finding import Severity
from operations.health.recordings import check_recordings
from tests.analysis.coding.transcripts.recordings.audio import wav
from tests.analysis.coding.transcripts.translations.talk import german
from tests.analysis.coding_world import BY

pytestmark = pytest.mark.django_db


def test_what_is_missing_and_what_is_left_over_is_told(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.RECORDINGS = tmp_path / "recordings"
    assert list(check_recordings()) == []
    content = wav(12)
    recording = link_recording(german(), "talk.wav", len(content), [content], **BY)
    (fine,) = check_recordings()
    assert fine.severity is Severity.FINE
    (settings.RECORDINGS / recording.file).rename(settings.RECORDINGS / "left.part")
    missing, left = check_recordings()
    assert missing.severity is Severity.ERROR
    assert missing.sentence.startswith("1 of 1 recordings of interviews have no file.")
    assert left.severity is Severity.WARNING
    assert left.sentence.startswith("1 files in the folder of recordings belong to no transcript.")
