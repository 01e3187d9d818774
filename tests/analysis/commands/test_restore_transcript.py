"""The command writes a transcript with its names, and stores nothing of it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from analysis.coding.transcripts.keys import key_file
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.models import Transcript, Unit
from survey.interviews.models import Interviewee
from tests.analysis.coding_world import InterviewWorld
from tests.operations.newest_change import newest
from tests.world import NOON

pytestmark = pytest.mark.django_db

TURNS = (
    Turn("Anna", 0.0, 2.5, "I am Anna, of Acme."),
    Turn("P1", 3723.25, None, "Hello Anna."),
)
ORIGINAL = "[00:00] Anna: I am Anna, of Acme.\n\n[1:02:03.250] P1: Hello Anna.\n"
CHOSEN = {"Anna": "[Person 1]", "Acme": "[Company 1]"}


def stored(person: Interviewee, folder: Path, *, title: str = "Interview 1") -> Path:
    """Store the transcript and write its key."""
    _transcript, key = store_transcript(person, title, TURNS, CHOSEN, now=NOON)
    file = folder / f"{person} {title}.json"
    file.write_text(key_file([key]), encoding="utf-8")
    return file


def test_a_key_gives_the_original_letter_by_letter_and_nothing_is_stored(
    interviews: InterviewWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = stored(interviews.person(), tmp_path)
    call_command("restore_transcript", "Interview 1", key=key)
    assert capsys.readouterr().out == ORIGINAL
    assert newest().which == "transcript with its names"
    assert "Anna" not in str(newest().details)
    output = tmp_path / "original.txt"
    call_command("restore_transcript", "Interview 1", key=key, output=output)
    assert output.read_text(encoding="utf-8") == ORIGINAL
    assert output.stat().st_mode & 0o077 == 0
    assert "2 turns" in capsys.readouterr().out
    assert not Unit.objects.filter(turn__contains="Anna").exists()
    with pytest.raises(CommandError, match="is there already"):
        call_command("restore_transcript", "Interview 1", key=key, output=output)


def test_a_key_of_another_transcript_is_refused_and_nothing_is_written(
    interviews: InterviewWorld, tmp_path: Path
) -> None:
    stored(interviews.person(), tmp_path)
    other = tmp_path / "other.json"
    _transcript, key = store_transcript(interviews.person(), "Other", TURNS[:1], CHOSEN, now=NOON)
    other.write_text(key_file([key]))
    output = tmp_path / "original.txt"
    with pytest.raises(CommandError, match="The key belongs to another transcript"):
        call_command("restore_transcript", "Interview 1", key=other, output=output)
    assert not output.exists()


def test_the_transcript_has_to_be_named_well_enough(
    interviews: InterviewWorld, tmp_path: Path
) -> None:
    key = stored(interviews.person(), tmp_path)
    with pytest.raises(CommandError, match="There are: P1 · Interview 1"):
        call_command("restore_transcript", "Interview 2", key=key)
    stored(interviews.person("P2"), tmp_path)
    both = "Name one with --study and --participant: small-interviews P1, small-interviews P2"
    with pytest.raises(CommandError, match=both):
        call_command("restore_transcript", "Interview 1", key=key)
    with pytest.raises(CommandError, match="Name one with"):
        call_command("restore_transcript", "Interview 1", key=key, study="small-interviews")
    with pytest.raises(CommandError, match="No transcript is stored"):
        call_command("restore_transcript", "Interview 1", key=key, study="zebra")
    call_command("restore_transcript", "Interview 1", key=key, participant="p1")
    Transcript.objects.all().delete()
    with pytest.raises(CommandError, match="No transcript is stored"):
        call_command("restore_transcript", "Interview 1", key=key)
