"""A report follows from its package alone, and whatever was changed in either is named."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from analysis.errors import CannotVerify, NoPackage
from analysis.export.package import package_files, scope_of
from analysis.export.report_basis import NAME as BASIS
from analysis.export.writing import DESCRIPTOR, zipped
from analysis.preregistration.plan import plan_of
from analysis.records.exclude import exclude, readmit
from analysis.records.models import Reason
from analysis.report.of_study import Draws, report_of
from analysis.report.verify import WrittenReport, read_report
from analysis.report.writers.json_document import json_text
from analysis.verification.verify import AGREEMENT, verify_from_package
from attribution.models import StoredBundle, StoredMethods
from attribution.queries import _index
from survey.enrolment.enrol import count_screened_out
from survey.models import ScreenedOut, Study
from survey.population import Population
from survey.studies.preregister import register_plan
from tests.analysis.another_version import retyped
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.analysis.conftest import Studied
from tests.attribution.small_methods import scored
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

FEW = Draws(seed=3, replicates=100)


def written(study: Study, population: Population = Population.PEOPLE) -> WrittenReport:
    return read_report(json_text(report_of(study, population, draws=FEW)))


def package(study: Study, folder: Path, **options: Any) -> Path:
    folder.mkdir(parents=True)
    for name, pieces in package_files(scope_of(study, **options)):
        (folder / name).write_bytes(b"".join(pieces))
    return folder


def changed(folder: Path, name: str, old: str, new: str, *, listed: bool = True) -> None:
    """Change a file of a package, and its digest in the list where the forger is careful."""
    file = folder / name
    before = file.read_bytes()
    assert old.encode() in before
    file.write_bytes(before.replace(old.encode(), new.encode(), 1))
    if listed:
        descriptor = json.loads((folder / DESCRIPTOR).read_text())
        (entry,) = (one for one in descriptor["resources"] if one["path"] == name)
        entry["hash"] = f"sha256:{sha256(file.read_bytes()).hexdigest()}"
        (folder / DESCRIPTOR).write_text(json.dumps(descriptor))


@pytest.mark.any_database
def test_a_report_follows_from_its_package_and_no_table_of_the_study_is_read(
    studied: Studied, rosa: User, tmp_path: Path
) -> None:
    count_screened_out(studied.ada.version, ScreenedOut.Reason.NOT_ELIGIBLE)
    register_plan(studied.ada.version, plan_text(studied), now=timezone.now())
    exclude(studied.bo, Reason.TECHNICAL, by=rosa, now=NOON)
    exclude(studied.cem, Reason.OTHER, by=rosa, now=NOON)
    readmit(studied.cem, Reason.MISTAKEN, by=rosa, now=NOON)
    report = written(studied.study)
    folder = package(studied.study, tmp_path / "p", days_only=True)
    _index.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        verified = verify_from_package(report, folder)
    assert verified.differences == ()
    assert captured.captured_queries
    assert all('"attribution_' in query["sql"] for query in captured.captured_queries)
    assert AGREEMENT not in verified.limits


def plan_text(studied: Studied) -> str:
    plan = plan_of(
        studied.ada.definition,
        study_sha256=studied.ada.version.digest,
        effects={trial.scenario: trial.bundle for trial in studied.ada.trials.all()},
        participants=31,
    )
    assert plan is not None
    return plan.as_json()


def test_codes_are_counted_and_quoted_again(coding: CodingWorld, tmp_path: Path) -> None:
    settled(coding)
    report = written(coding.study)
    verified = verify_from_package(report, package(coding.study, tmp_path / "p"))
    assert verified.differences == ()
    assert AGREEMENT in verified.limits


def test_no_account_and_no_example_is_in_the_basis(coding: CodingWorld, tmp_path: Path) -> None:
    settled(coding)
    text = (package(coding.study, tmp_path / "p") / BASIS).read_text()
    assert '"ann' not in text
    assert "examples" not in text
    assert '"name": "1-2"' in text


def test_versions_that_ask_otherwise_are_kept_apart_and_archives_are_read(
    world: World, tmp_path: Path
) -> None:
    study = retyped(world).study
    report = written(study, Population.SIMULATED)
    scope = scope_of(study, population=Population.SIMULATED)
    archive = tmp_path / "package.zip"
    archive.write_bytes(b"".join(zipped(package_files(scope), folder="data-of-the-study")))
    assert verify_from_package(report, archive).differences == ()


def test_a_changed_answer_is_named_also_where_the_list_of_digests_was_renewed(
    studied: Studied, tmp_path: Path
) -> None:
    report = written(studied.study)
    folder = package(studied.study, tmp_path / "p")
    changed(folder, "answers.csv", "gender,woman", "gender,man")
    careful = verify_from_package(report, folder).differences
    assert any(sentence.startswith("sections[sample].") for sentence in careful), careful
    assert not any("answers.csv" in sentence for sentence in careful)
    changed(folder, "answers.csv", "gender,man", "gender,non_binary", listed=False)
    careless = verify_from_package(report, folder).differences
    assert careless[0] == "answers.csv is not as the package's own list of digests has it"


def test_what_does_not_go_together_is_refused_in_a_sentence(
    studied: Studied, tmp_path: Path
) -> None:
    report = written(studied.study)
    simulated = package(studied.study, tmp_path / "s", population=Population.SIMULATED)
    with pytest.raises(CannotVerify, match="holds simulated participants, and the report does not"):
        verify_from_package(report, simulated)
    folder = package(studied.study, tmp_path / "p")
    StoredBundle.objects.all().delete()
    _index.cache_clear()
    with pytest.raises(CannotVerify, match=r"not loaded here .* Load them with load_effects"):
        verify_from_package(report, folder)


def test_a_package_that_lacks_something_is_refused_in_a_sentence(
    studied: Studied, tmp_path: Path
) -> None:
    report = written(studied.study)
    folder = package(studied.study, tmp_path / "p")
    refused = {
        "codes.csv": "lacks the table codes",
        "study-2.0.json": r"lacks study-2\.0\.json",
        BASIS: f"holds no {BASIS}",
        DESCRIPTOR: f"There is no {DESCRIPTOR}",
    }
    for name, sentence in refused.items():
        content = (folder / name).read_bytes()
        (folder / name).unlink()
        with pytest.raises(NoPackage, match=sentence):
            verify_from_package(report, folder)
        (folder / name).write_bytes(content)
    changed(folder, "trials.csv", ",tabular,", ",nowhere,")
    with pytest.raises(NoPackage, match="that no export of Needfinder writes"):
        verify_from_package(report, folder)


def test_what_people_said_in_interviews_is_in_no_package(
    interviews: InterviewWorld, tmp_path: Path, studied_report: WrittenReport
) -> None:
    folder = package(interviews.study, tmp_path / "p")
    with pytest.raises(NoPackage, match="study of interviews"):
        verify_from_package(studied_report, folder)


@pytest.fixture
def studied_report() -> WrittenReport:
    """A report of nobody, whose package is asked for before anything is compared."""
    return WrittenReport("small-interviews", False, False, 1, 100, {}, {})


def test_the_command_says_what_was_compared_and_what_was_not(
    studied: Studied, tmp_path: Path
) -> None:
    said, slug = StringIO(), studied.study.slug
    options = {"format": "json", "seed": 3, "replicates": 100}
    call_command("report", slug, out=tmp_path / "r", stdout=StringIO(), **options)
    file = tmp_path / "r" / "report.json"
    folder = package(studied.study, tmp_path / "p")
    call_command("report", slug, verify=file, package=folder, stdout=said)
    assert "every number and every digest is the same" in said.getvalue()
    assert "the audit chain" in said.getvalue()
    changed(folder, "answers.csv", "gender,woman", "gender,man")
    with pytest.raises(CommandError, match=r"differ:\n    .*data_digest"):
        call_command("report", slug, verify=file, package=folder)
    with pytest.raises(CommandError, match="give --verify too"):
        call_command("report", slug, out=tmp_path / "r", package=folder)


def test_scores_of_methods_are_in_the_package_and_need_no_row(
    studied: Studied, tmp_path: Path
) -> None:
    bundle = StoredBundle.objects.get(scenario="loan")
    scores = scored(bundle)
    report = written(studied.study)
    sections = [section["key"] for section in report.content["sections"]]
    assert "attribution_methods" in sections
    folder = package(studied.study, tmp_path / "p")
    name = f"methods-loan-{bundle.digest[:12]}.json"
    assert (folder / name).read_bytes() == scores
    assert "Each\n`methods-*.json` says how near" in (folder / "README.md").read_text()
    StoredMethods.objects.all().delete()
    assert verify_from_package(report, folder).differences == ()
    changed(folder, name, "0.75", "0.76")
    with pytest.raises(NoPackage, match=f"{name} is not the file with scores"):
        verify_from_package(report, folder)
    (folder / name).unlink()
    with pytest.raises(NoPackage, match=f"{name} is not the file with scores"):
        verify_from_package(report, folder)


def test_a_package_without_scores_names_none(studied: Studied, tmp_path: Path) -> None:
    folder = package(studied.study, tmp_path / "p")
    assert "methods" not in json.loads((folder / BASIS).read_text())
    assert not list(folder.glob("methods-*"))
    assert "methods" not in written(studied.study).content["provenance"]


def test_scores_loaded_later_are_named_as_a_difference(studied: Studied, tmp_path: Path) -> None:
    before = written(studied.study)
    scored(StoredBundle.objects.get(scenario="loan"))
    differences = verify_from_package(before, package(studied.study, tmp_path / "p")).differences
    assert any(sentence.startswith("provenance.methods: null before") for sentence in differences)
