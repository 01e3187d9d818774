"""`needfinder report` writes all or nothing, and finds what changed since."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.report.writers.json_document import FORMAT_VERSION
from tests.analysis.conftest import Studied
from tests.operations.newest_change import newest
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STUDY = "tda-needfinding"
HEAD = (
    '{"format": "needfinder-report", "format_version": %d,'
    ' "provenance": {"study": "a", "simulated": false, "seed": 1, "replicates": 9, "software": {}}}'
)


def report(*options: str) -> str:
    said = StringIO()
    call_command("report", STUDY, *options, stdout=said)
    return said.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.any_database
def test_two_runs_write_the_same_files(studied: Studied, tmp_path: Path) -> None:
    formats = "html,latex,csv,xlsx,json"
    said = report("--out", str(tmp_path / "a"), "--format", formats)
    assert "3 participants analysed" in said
    report("--out", str(tmp_path / "b"), "--format", formats)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    document = json.loads((tmp_path / "a" / "report.json").read_text())
    assert document["provenance"]["versions"] == [["2.0", studied.ada.version.digest]]
    bundles = {digest for _name, digest in document["provenance"]["bundles"]}
    assert bundles == {trial.bundle for trial in studied.ada.trials.all()}


def test_a_report_is_verified_until_somebody_is_excluded(
    studied: Studied, rosa: User, tmp_path: Path
) -> None:
    report("--out", str(tmp_path), "--format", "json")
    file = str(tmp_path / "report.json")
    assert "every number and every digest is the same" in report("--verify", file)
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    with pytest.raises(CommandError, match=r"provenance\.data_digest"):
        report("--verify", file)


def test_a_report_of_the_simulated_holds_them_alone(studied: Studied, tmp_path: Path) -> None:
    said = report("--out", str(tmp_path), "--format", "json", "--simulated")
    assert "1 simulated participants analysed" in said
    assert (newest().which, newest().study) == ("report", STUDY)
    assert newest().details == {"population": "simulated", "formats": ["json"]}
    assert "every number" in report("--verify", str(tmp_path / "simulated-report.json"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "no JSON report"),
        ("[1]", "no JSON report"),
        (HEAD % 9, "of format 9"),
        (HEAD % FORMAT_VERSION, "is a report of a"),
    ],
)
def test_a_file_that_is_no_report_of_the_study_is_refused(
    studied: Studied, tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "report.json").write_text(text)
    with pytest.raises(CommandError, match=sentence):
        report("--verify", str(tmp_path / "report.json"))


def test_what_cannot_be_written_leaves_nothing_behind(
    studied: Studied, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="There is no format 'doc'"):
        report("--out", str(tmp_path / "out"), "--format", "html,doc")
    with pytest.raises(CommandError, match="There is no study nowhere"):
        call_command("report", "nowhere", "--out", str(tmp_path / "out"))
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(CommandError, match="need WeasyPrint"):
        report("--out", str(tmp_path / "out"), "--format", "html,pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="choose another folder"):
        report("--out", str(tmp_path / "file"))
    assert not (tmp_path / "out").exists()
