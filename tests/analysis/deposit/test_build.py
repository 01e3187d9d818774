"""A folder for OSF: complete, listed with checksums, naming nobody, never half."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from io import StringIO
from pathlib import Path

import frictionless
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from analysis.deposit.build import deposit_files
from analysis.errors import CannotReport, ExportOutdated
from analysis.export.licences import LICENCES
from analysis.export.package import scope_of
from survey.leaving.withdraw import withdraw
from survey.models import StudyVersion
from survey.population import Population
from survey.studies.preregister import register_plan
from tests.analysis.participation import go_through
from tests.analysis.preregistration.test_plan import plan
from tests.analysis.report.interviews.world import WORDS, CodedInterviews
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PLAN = plan().as_json()


@pytest.fixture(autouse=True)
def quick_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a report without its statistics, which other tests compute."""
    monkeypatch.setattr("analysis.report.writers.written", _written)
    monkeypatch.setattr("analysis.report.of_study.report_of", lambda study, population: population)


def _written(population: Population, formats: tuple[str, ...]) -> dict[str, bytes]:
    stem = "simulated-report" if population is Population.SIMULATED else "report"
    return {f"{stem}.{form}": form.encode() for form in formats}


@pytest.fixture
def version(world: World) -> StudyVersion:
    go_through(world.ada)
    go_through(world.join("sim", population=Population.SIMULATED))
    return world.founding


def write(version: StudyVersion, folder: Path, *options: str) -> str:
    said = StringIO()
    call_command("export", version.study.slug, "--out", folder, "--deposit", *options, stdout=said)
    return said.getvalue()


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def tops(names: Iterator[str] | dict[str, bytes]) -> set[str]:
    return {name.partition("/")[0] for name in names}


def test_everything_that_goes_with_a_paper_is_in_one_folder(
    version: StudyVersion, tmp_path: Path
) -> None:
    register_plan(version, PLAN, now=timezone.now())
    said = write(version, tmp_path / "osf", "--licence", "CC-BY-4.0", "--format", "csv,sav")
    files = files_in(tmp_path / "osf")
    assert tops(files) == {
        "LICENCE.txt", "README.md", "SHA256SUMS", "data", "plan", "report", "study",
    }  # fmt: skip
    assert files["plan/plan-2.0.json"] == PLAN.encode()
    assert files["study/study-2.0.json"] == version.content.encode()
    assert {"report/report.html", "report/report.json", "report/report.pdf"} <= files.keys()
    assert {"data/wide.csv", "data/wide.sav", "data/read.R"} <= files.keys()
    readme = files["README.md"].decode()
    for name in tops(files) - {"README.md"}:
        assert f"| `{name}" in readme
    assert version.preregistration.digest in readme
    assert "creativecommons.org/licenses/by/4.0/" in readme
    assert "Read people's own words" in said


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="GNU coreutils are not here")
def test_sha256sum_accepts_the_list_and_finds_a_change(
    version: StudyVersion, tmp_path: Path
) -> None:
    write(version, tmp_path / "osf")
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path / "osf", check=False).returncode == 0
    listed = (tmp_path / "osf" / "SHA256SUMS").read_text().splitlines()
    assert len(listed) == len(files_in(tmp_path / "osf")) - 1
    (tmp_path / "osf" / "data" / "wide.csv").write_text("changed")
    changed = subprocess.run(check, cwd=tmp_path / "osf", capture_output=True, check=False)
    assert changed.returncode == 1


def test_its_package_is_valid_and_names_the_licence(version: StudyVersion, tmp_path: Path) -> None:
    write(version, tmp_path / "osf", "--licence", "CC0-1.0")
    with chdir(tmp_path / "osf" / "data"):
        assert frictionless.validate("datapackage.json").valid
    described = json.loads((tmp_path / "osf" / "data" / "datapackage.json").read_text())
    assert [licence["name"] for licence in described["licenses"]] == ["CC0-1.0"]
    assert described["times"] == "days"


def test_no_second_of_anybody_s_day_is_in_it(version: StudyVersion, tmp_path: Path) -> None:
    write(version, tmp_path / "osf")
    for name, content in files_in(tmp_path / "osf" / "data").items():
        if name.endswith(".csv"):
            assert b"T12:0" not in content, name


def test_the_same_data_give_the_same_bytes_and_replace_an_earlier_deposit(
    version: StudyVersion, tmp_path: Path
) -> None:
    write(version, tmp_path / "osf", "--format", "xlsx,sav,dta")
    first = files_in(tmp_path / "osf")
    write(version, tmp_path / "osf", "--format", "xlsx,sav,dta")
    assert files_in(tmp_path / "osf") == first


def test_a_simulation_says_so_everywhere(version: StudyVersion, tmp_path: Path) -> None:
    write(version, tmp_path / "osf", "--simulated")
    files = files_in(tmp_path / "osf")
    assert "**These data are simulated.**" in files["README.md"].decode()
    assert "data/simulated-wide.csv" in files
    assert "report/simulated-report.html" in files


def test_without_a_licence_and_a_plan_it_says_that(version: StudyVersion, tmp_path: Path) -> None:
    write(version, tmp_path / "osf")
    readme = (tmp_path / "osf" / "README.md").read_text()
    assert "No licence was chosen" in readme
    assert "No plan of the analysis was registered" in readme
    assert tops(files_in(tmp_path / "osf")) == {
        "README.md", "SHA256SUMS", "data", "report", "study",
    }  # fmt: skip


def test_where_no_pdf_can_be_written_the_rest_is(
    version: StudyVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_pdf(population: Population, formats: tuple[str, ...]) -> dict[str, bytes]:
        if "pdf" in formats:
            raise CannotReport("A PDF needs WeasyPrint and Pango, which are not here.")
        return _written(population, formats)

    monkeypatch.setattr("analysis.report.writers.written", without_pdf)
    write(version, tmp_path / "osf")
    assert sorted(file.name for file in (tmp_path / "osf" / "report").iterdir()) == [
        "report.html",
        "report.json",
    ]
    assert "PDF" not in (tmp_path / "osf" / "README.md").read_text()


def test_identifying_answers_are_refused(version: StudyVersion, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="made to be published"):
        write(version, tmp_path / "osf", "--with-identifying")
    scope = scope_of(version.study, with_identifying=True)
    described = b"".join(dict(_read(deposit_files(scope)))["data/datapackage.json"])
    assert json.loads(described)["identifyingAnswers"] == "withheld"


def _read(files: Iterator[tuple[str, Iterator[bytes]]]) -> Iterator[tuple[str, list[bytes]]]:
    return ((name, list(pieces)) for name, pieces in files)


def test_nothing_stays_where_somebody_is_deleted_meanwhile(
    version: StudyVersion, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "analysis.deposit.build._plans", lambda _study: pytest.fail("the package was not ended")
    )
    files = deposit_files(scope_of(version.study))
    name, pieces = next(files)
    assert (name, bool(list(pieces))) == ("data/participants.csv", True)
    withdraw(world.ada, now=NOON)
    with pytest.raises(ExportOutdated):
        dict(_read(files))


def test_interviews_come_with_their_codebooks_and_without_a_word_that_was_said(
    tmp_path: Path,
) -> None:
    world = CodedInterviews()
    world.closed()
    files = dict(_read(deposit_files(scope_of(world.study))))
    book = world.codebook.slug
    assert {f"codebook/{book}.html", f"codebook/{book}.csv", f"codebook/{book}.qdc"} <= set(files)
    assert WORDS.encode() not in b"".join(piece for pieces in files.values() for piece in pieces)
    assert b"the report quotes passages" in b"".join(files["README.md"])


def test_examples_of_themes_quote_people_and_stay_out() -> None:
    world = CodedInterviews()
    world.codebook.themes.update(examples=[WORDS])
    files = dict(_read(deposit_files(scope_of(world.study))))
    assert WORDS.encode() not in b"".join(piece for pieces in files.values() for piece in pieces)


def test_every_licence_is_named_by_its_identifier() -> None:
    """Identifiers of the SPDX list, which archives and repositories go by."""
    assert list(LICENCES) == ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"]
    assert all(key == licence.key for key, licence in LICENCES.items())
