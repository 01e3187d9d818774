"""The command stores interviews without names and writes keys apart from the database."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis.coding.transcripts.keys import read_keys
from analysis.models import Transcript, Unit
from tests.analysis.coding.transcripts.interview import TALK
from tests.analysis.coding_world import InterviewWorld
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(TALK)
    return file


@pytest.fixture
def key(talk: Path, interviews: InterviewWorld) -> Path:
    """The key of a first interview, in which Anna Schmidt is [Person 4]."""
    lines, key = talk.with_name("names.txt"), talk.with_name("key.json")
    lines.write_text("Anna Schmidt = [Person 4]\n")
    call_command(
        "import_transcript",
        talk,
        study="small-interviews",
        participant="P1",
        title="Interview 1",
        replacements=lines,
        key=key,
    )
    return key


def test_the_command_suggests_stores_and_writes_the_key_apart(
    interviews: InterviewWorld, talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, key = talk.with_name("names.txt"), talk.with_name("key.json")
    call_command("import_transcript", talk, "--suggest")
    lines.write_text(capsys.readouterr().out)
    options = {
        "study": "small-interviews",
        "participant": "P1",
        "title": "One",
        "replacements": lines,
        "key": key,
    }
    call_command("import_transcript", talk, **options)
    assert "2 turns" in capsys.readouterr().out
    assert "Anna Schmidt" in key.read_text()
    assert key.stat().st_mode & 0o077 == 0
    assert not Unit.objects.filter(turn__contains="Anna").exists()
    with pytest.raises(CommandError, match="is there already"):
        call_command("import_transcript", talk, **options)
    with pytest.raises(CommandError, match="another title"):
        call_command("import_transcript", talk, **{**options, "key": None})
    assert Transcript.objects.count() == 1


def test_what_the_file_left_open_is_said_apart_from_the_lines(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk.write_text("It rains.\n")
    call_command("import_transcript", talk, "--suggest")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "No speakers were named.\n")


def test_the_key_of_one_interview_names_the_same_person_in_the_next_one(
    talk: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    following = talk.with_name("following.txt")
    following.write_text("Interviewer: And Anna Schmidt?\nBob: Who?\n")
    call_command("import_transcript", following, "--suggest", "--continue-key", key)
    assert capsys.readouterr().out == ("Anna Schmidt = [Person 4]\nBob = [Person 1]\n")


def test_the_key_that_is_written_holds_that_of_the_interviews_before(talk: Path, key: Path) -> None:
    lines, both = talk.with_name("names.txt"), talk.with_name("both.json")
    options: dict[str, Any] = {
        "study": "small-interviews",
        "participant": "P1",
        "replacements": lines,
        "key": both,
    }
    talk.write_text("I: So Anna Schmidt?\nAnna Schmidt: Yes.\n")
    call_command("import_transcript", talk, title="Interview 2", continue_key=[key], **options)
    assert read_keys(both.read_text())[0] == read_keys(key.read_text())[0]
    assert [len(one.occurrences) for one in read_keys(both.read_text())] == [3, 2]


def test_speakers_and_interviewers_are_set_by_options(
    interviews: InterviewWorld, talk: Path
) -> None:
    talk.write_text("And then?\n\nNothing.\n")
    lines = talk.with_name("names.txt")
    lines.write_text("")
    options = {
        "study": "small-interviews",
        "participant": "P1",
        "title": "One",
        "replacements": lines,
    }
    with pytest.raises(CommandError, match="Write --rename as OLD=NEW"):
        call_command("import_transcript", talk, rename=["A"], **options)
    call_command(
        "import_transcript",
        talk,
        alternate=["A", "B"],
        rename=["A=I"],
        interviewer=["I"],
        **options,
    )
    assert list(Unit.objects.values_list("speaker", flat=True)) == ["I", "B"]
    assert Transcript.objects.get().interviewers == ["I"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("talk.txt", "This is no key to a transcript"), ("absent.json", "cannot be read")],
)
def test_what_is_no_key_is_refused_in_one_sentence(talk: Path, name: str, sentence: str) -> None:
    other = talk.with_name(name)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_transcript", talk, "--suggest", "--continue-key", other)


def test_what_is_known_of_the_interview_is_stored_and_titles_are_numbered(
    interviews: InterviewWorld, talk: Path
) -> None:
    lines = talk.with_name("names.txt")
    lines.write_text("")
    options: dict[str, Any] = {
        "study": "small-interviews",
        "participant": "p2",
        "replacements": lines,
    }
    command = ["import_transcript", str(talk)]
    how = ["--day", "2026-06-01", "--mode", "telephone", "--minutes", "30", "--language", "de"]
    call_command(*command, *how, **options)
    call_command(*command, **options)
    rows = Transcript.objects.order_by("position")
    columns = ("case__label", "title", "language", "mode", "minutes")
    assert list(rows.values_list(*columns)) == [
        ("P2", "Interview 1", "de", "telephone", 30),
        ("P2", "Interview 2", "en", "", None),
    ]


@pytest.mark.parametrize(
    ("study", "participant", "sentence"),
    [
        ("small-interviews", "P9", "no participant P9 in small-interviews. Recorded are: P1, P2"),
        ("nowhere", "P1", "There is no study nowhere. .* loaded are: small-interviews"),
        ("tda-needfinding", "P1", "tda-needfinding is a survey"),
        ("small-interviews", "", "Give --study, --participant and --replacements"),
    ],
)
def test_who_is_not_there_and_surveys_are_refused_in_a_sentence(
    interviews: InterviewWorld, talk: Path, study: str, participant: str, sentence: str
) -> None:
    World()
    lines = talk.with_name("names.txt")
    lines.write_text("")
    with pytest.raises(CommandError, match=sentence):
        call_command(
            "import_transcript", talk, study=study, participant=participant, replacements=lines
        )
    assert not Transcript.objects.exists()
