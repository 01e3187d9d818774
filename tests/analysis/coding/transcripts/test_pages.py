"""Transcripts come in without names, by the admin and the command, and are coded like answers."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.store import erase_transcript
from analysis.models import Case, Coding, Transcript, Unit
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Hello Anna Schmidt.\nAnna Schmidt: It was the data, said Anna Schmidt.\n"


def held(page: str) -> str:
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


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


def test_the_command_suggests_stores_and_writes_the_key_apart(
    coding: CodingWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, lines, key = (tmp_path / name for name in ("talk.txt", "names.txt", "key.json"))
    file.write_text(TALK)
    call_command("import_transcript", file, "--suggest")
    lines.write_text(capsys.readouterr().out)
    options = {"study": "tda-needfinding", "title": "One", "replacements": lines, "key": key}
    call_command("import_transcript", file, **options)
    assert "2 turns" in capsys.readouterr().out
    assert "Anna Schmidt" in key.read_text()
    assert not Unit.objects.filter(turn__contains="Anna").exists()
    with pytest.raises(CommandError, match="is there already"):
        call_command("import_transcript", file, **options)
    with pytest.raises(CommandError, match="another title"):
        call_command("import_transcript", file, **{**options, "key": None})
    assert Transcript.objects.count() == 1


def test_a_transcript_is_coded_and_goes_with_all_its_codings(
    coding: CodingWorld, tmp_path: Path
) -> None:
    file, lines = tmp_path / "talk.txt", tmp_path / "none.txt"
    file.write_text(TALK)
    lines.write_text("")
    call_command(
        "import_transcript", file, study="tda-needfinding", title="One", replacements=lines
    )
    case = Case.objects.get(transcript__title="One")
    coding.__dict__["cases"] = (case,)
    coding.__dict__["round"] = plan_round(
        coding.codebook, title="Talks", cases=[case], coders=[coding.ann], now=NOON
    )
    coding.code(coding.ann, "class_overlap", place=1)
    page = browser(coding.ann).get(f"/admin/analysis/codinground/{coding.round.pk}/desk/")
    assert "Anna Schmidt" in page.content.decode()
    rita = browser(coding.rita)
    transcript = Transcript.objects.get()
    asked = rita.get(f"/admin/analysis/transcript/{transcript.pk}/erase/").content.decode()
    assert "Class overlap" not in asked
    erase_transcript(transcript)
    assert not Coding.objects.exists()
