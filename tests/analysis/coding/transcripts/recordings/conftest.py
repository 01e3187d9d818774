"""A folder of recordings for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from analysis.coding.transcripts.recordings.models import Recording
from analysis.coding.transcripts.recordings.write import link_recording
from analysis.models import Transcript
from tests.analysis.coding.transcripts.recordings.audio import wav
from tests.analysis.coding_world import BY


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.RECORDINGS = tmp_path / "recordings"
    return tmp_path / "recordings"


@pytest.fixture
def link() -> Callable[..., Recording]:
    """Links a recording as the page does."""

    def linked(
        transcript: Transcript, content: bytes | None = None, name: str = "talk.wav"
    ) -> Recording:
        content = wav(12) if content is None else content
        return link_recording(transcript, name, len(content), [content[:100], content[100:]], **BY)

    return linked
