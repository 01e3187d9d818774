"""How long an audio file lasts, whatever its kind; what is no audio is refused in a sentence."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from analysis.coding.transcripts.recordings.audio import MEDIA_TYPES, seconds_of
from analysis.coding.transcripts.recordings.webm import seconds_of_webm
from analysis.errors import UnfitRecording
from tests.analysis.coding.transcripts.recordings.audio import KINDS, wav, webm


def refusal(tmp_path: Path, name: str, content: bytes) -> str:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(UnfitRecording) as refused:
        seconds_of(file, name)
    return str(refused.value)


@pytest.mark.parametrize(("ending", "make"), KINDS.items())
def test_the_length_of_every_kind_is_known(
    tmp_path: Path, ending: str, make: Callable[[float], bytes]
) -> None:
    """An .mp3 has whole frames of 26 ms."""
    file = tmp_path / "file"
    file.write_bytes(make(12.5))
    assert seconds_of(file, f"talk{ending}") == pytest.approx(12.5, abs=0.05)


def test_every_kind_that_is_offered_is_tested() -> None:
    assert set(KINDS) == set(MEDIA_TYPES)


def test_a_webm_that_does_not_say_how_long_it_is_ends_with_its_last_block() -> None:
    assert seconds_of_webm(BytesIO(webm(12.5, says_how_long=False))) == pytest.approx(12.5)
    assert seconds_of_webm(BytesIO(b"")) is None
    assert seconds_of_webm(BytesIO(webm(1)[:40])) is None


def test_other_kinds_are_refused_with_those_that_can_be_played(tmp_path: Path) -> None:
    said = refusal(tmp_path, "talk.wma", b"x")
    assert said == (
        "talk.wma is of no kind that is played here. "
        "Use one of: .wav, .mp3, .m4a, .ogg, .flac, .webm."
    )


@pytest.mark.parametrize("ending", KINDS)
def test_what_is_no_audio_is_refused(tmp_path: Path, ending: str) -> None:
    for content in (b"", b"I am a text.", KINDS[ending](2)[:3]):
        said = refusal(tmp_path, f"talk{ending}", content)
        assert said.startswith(f"talk{ending} is no {ending} audio, or it is damaged.")


def test_the_kind_of_the_name_has_to_be_that_of_the_file(tmp_path: Path) -> None:
    assert "is no .mp3 audio" in refusal(tmp_path, "talk.mp3", wav(2))


def test_a_wav_whose_end_is_missing_is_refused(tmp_path: Path) -> None:
    assert "is damaged" in refusal(tmp_path, "talk.wav", wav(60)[:-200_000])
