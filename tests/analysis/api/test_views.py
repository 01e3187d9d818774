"""What the API answers about a study is what its pages and its data package say."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.errors import CannotReport, ExportOutdated
from analysis.export.package import package_files, scope_of
from operations.models import Change
from survey.leaving.withdraw import stop, withdraw
from survey.members.roles import Role
from survey.models import Answer
from survey.population import Population
from survey.studies.models import Study
from tests.analysis.api.programs import ask, body, token_for
from tests.interview_world import interviewee
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_unlogged")]

FORMULA = '=HYPERLINK("https://example.org","Ä")'


@pytest.fixture
def study(world: World) -> Study:
    """One completed, one stopped, one is on the way, one is simulated."""
    finish(world.ada)
    stop(world.join("bo"), now=NOON)
    world.join("cy")
    finish(world.join("sim", population=Population.SIMULATED))
    Answer.objects.filter(participant=world.ada, question="remarks").update(value=FORMULA)
    return world.founding.study


def downloads() -> list[Change]:
    return list(Change.objects.filter(kind="downloaded").order_by("number"))


@pytest.mark.parametrize("population", ["people", "simulated"])
@pytest.mark.parametrize("times", ["seconds", "days"])
def test_each_table_is_the_file_of_the_package_byte_for_byte(
    study: Study, population: str, times: str
) -> None:
    scope = scope_of(study, population=Population(population), days_only=times == "days")
    package = {name: b"".join(pieces) for name, pieces in package_files(scope)}
    token, before = token_for(study), "" if population == "people" else "simulated-"
    listed = ask(token, "tda-needfinding/tables/", population=population).json()["tables"]
    assert len(listed) == 11
    for table in listed:
        path = f"tda-needfinding/tables/{table['name']}/"
        answer = ask(token, path, population=population, times=times)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert body(answer) == package[f"{before}{table['name']}.csv"], table["name"]


def test_columns_are_described_as_the_package_describes_them(study: Study) -> None:
    package = {name: b"".join(pieces) for name, pieces in package_files(scope_of(study))}
    resources = json.loads(package["datapackage.json"])["resources"]
    listed = ask(token_for(study), "tda-needfinding/tables/").json()
    assert (listed["population"], listed["participants"]) == ("people", 2)
    assert {one["name"]: one["table_schema"] for one in listed["tables"]} == {
        one["name"]: one["schema"]
        for one in resources
        if one["name"] in {table["name"] for table in listed["tables"]}
    }


def test_json_has_the_rows_of_the_csv_with_text_as_it_was_written(study: Study) -> None:
    token = token_for(study)
    rows = json.loads(body(ask(token, "tda-needfinding/tables/answers/", format="json")))
    cells = body(ask(token, "tda-needfinding/tables/answers/")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(cells)))
    assert len(rows) == len(lines) > 15
    assert [row.keys() for row in rows] == [line.keys() for line in lines]
    assert FORMULA in {value for row in rows for value in row.values()}
    assert isinstance(rows[0]["participant"], int)
    nobody = body(ask(token, "tda-needfinding/tables/exclusions/", format="json"))
    assert json.loads(nobody) == []


def test_every_answer_with_data_is_noted_before_it_is_sent(study: Study) -> None:
    token = token_for(study, name="the lab's server")
    answer: Any = ask(token, "tda-needfinding/tables/answers/", format="json")
    noted = downloads()
    assert [(one.which, one.by, one.study) for one in noted] == [
        ("table answers", "account researcher of tda-needfinding", "tda-needfinding")
    ]
    assert noted[0].details == {
        "token": "the lab's server",
        "population": "people",
        "participants": 2,
        "identifying": False,
        "format": "json",
    }
    assert body(answer)
    for path in ("", "tables/", "counts/", "versions/", "versions/1.0/", "tables/none/"):
        ask(token, f"tda-needfinding/{path}")
    assert len(downloads()) == 1


def test_identifying_answers_are_for_those_who_may_have_them(study: Study) -> None:
    path = "tda-needfinding/tables/answers/"
    refused = ask(token_for(study), path, identifying="yes")
    assert refused.status_code == 403
    assert "Only leads of the study read answers that could tell" in refused.json()["detail"]
    assert downloads() == []
    answer = ask(token_for(study, Role.LEAD), path, identifying="yes")
    assert answer.status_code == 200
    assert downloads()[0].details["identifying"] is True


@pytest.mark.parametrize(
    ("path", "asked", "status", "said"),
    [
        ("tables/answers/", {"population": "pilots"}, 400, "Use people or simulated."),
        ("tables/answers/", {"format": "xlsx"}, 400, "Use csv or json."),
        ("tables/answers/", {"identifying": "1"}, 400, "Use no or yes."),
        ("tables/answers/", {"times": "\1"}, 400, "Use seconds or days."),
        ("tables/none/", {}, 404, "GET /api/studies/tda-needfinding/tables/ lists"),
        ("versions/9.9/", {}, 404, "GET /api/studies/tda-needfinding/versions/ lists"),
        ("reports/docx/", {}, 404, "Use html, pdf, latex, csv, xlsx, json."),
        ("reports/json/", {"population": "all"}, 400, "Use people or simulated."),
        ("counts/", {"population": ""}, 400, "Use people or simulated."),
    ],
)
def test_what_is_not_there_gets_a_sentence_and_leaves_no_note(
    study: Study, path: str, asked: dict[str, str], status: int, said: str
) -> None:
    answer = ask(token_for(study), f"tda-needfinding/{path}", **asked)
    assert answer.status_code == status
    assert said in json.loads(answer.content)["detail"]
    assert downloads() == []


def test_a_table_breaks_off_where_somebody_in_it_was_deleted_meanwhile(
    study: Study, world: World
) -> None:
    answer = ask(token_for(study), "tda-needfinding/tables/participants/")
    withdraw(world.ada, now=NOON)
    with pytest.raises(ExportOutdated):
        body(answer)


def test_a_study_its_versions_and_their_files_are_answered(study: Study, world: World) -> None:
    token = token_for(study)
    about = ask(token, "tda-needfinding/").json()
    assert about == ask(token, "").json()[0]
    assert about["title"] == world.founding.definition.title
    assert (about["kind"], about["state"]) == ("survey", "open")
    world.open(quota=1)
    assert ask(token, "tda-needfinding/").json()["state"] == "full"
    study.archived_at = NOON
    study.save()
    assert ask(token, "tda-needfinding/").json()["state"] == "archived"
    versions = ask(token, "tda-needfinding/versions/").json()
    label = world.founding.label
    assert [one["version"] for one in versions] == about["versions"] == [label]
    whole = ask(token, f"tda-needfinding/versions/{label}/").json()
    assert whole.pop("content") == json.loads(world.founding.content)
    assert whole == versions[0]
    assert whole["sha256"] == world.founding.digest
    assert whole["plan"] is None


def test_counts_are_those_of_the_dashboard(study: Study, world: World) -> None:
    world.open(quota=31)
    counts = ask(token_for(study), "tda-needfinding/counts/").json()
    expected = {"began": 3, "taking_part": 1, "completed": 1, "stopped": 1, "withdrew": 0}
    assert {name: counts[name] for name in expected} == expected
    assert counts["analysed"] == 1
    assert (counts["enrolment"]["quota"], counts["enrolment"]["taken"]) == (
        31,
        2,
    )  # who stopped holds none
    shown = [page["shown"] for page in counts["pages"]]
    assert shown[0] == 3
    assert sorted(shown, reverse=True) == shown
    simulated = ask(token_for(study), "tda-needfinding/counts/", population="simulated").json()
    assert (simulated["began"], simulated["completed"]) == (1, 1)


def test_counting_takes_as_many_queries_for_more_people(study: Study, world: World) -> None:
    token = token_for(study)
    ask(token, "tda-needfinding/counts/")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(token, "tda-needfinding/counts/")
        return len(captured)

    before = queries()
    world.join("dot")
    world.join("eli")
    assert queries() == before < 40


def test_a_study_of_interviews_is_counted_and_gives_no_identifying_answers() -> None:
    study = interviewee("P1").study
    token = token_for(study, Role.LEAD)
    assert ask(token, f"{study}/").json()["state"] == "interviews"
    counts = ask(token, f"{study}/counts/").json()
    assert (counts["recorded"], counts["interviews"], counts["without_interview"]) == (1, 0, 1)
    tables = [one["name"] for one in ask(token, f"{study}/tables/").json()["tables"]]
    assert body(ask(token, f"{study}/tables/{tables[0]}/")).startswith(b"\xef\xbb\xbf")
    refused = ask(token, f"{study}/tables/{tables[0]}/", identifying="yes")
    assert refused.status_code == 400
    assert "Leave identifying out" in refused.json()["detail"]


@pytest.mark.any_database
class TestReports:
    @pytest.fixture(autouse=True)
    def quick_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The files of a report without its statistics, which other tests compute."""

        class Report:
            stem = "report"

        def written(_report: Report, formats: tuple[str, ...]) -> dict[str, bytes]:
            return {f"report.{form}": form.encode() for form in formats}

        monkeypatch.setattr("analysis.report.writers.written", written)
        monkeypatch.setattr("analysis.report.of_study.report_of", lambda *_: Report())

    @pytest.mark.parametrize(
        ("form", "kind", "begins"),
        [
            ("html", "text/html; charset=utf-8", b"html"),
            ("json", "application/json", b"json"),
            ("pdf", "application/pdf", b"pdf"),
            ("csv", "application/zip", b"PK"),
            ("latex", "application/zip", b"PK"),
        ],
    )
    def test_a_report_comes_in_each_format_and_is_noted(
        self, study: Study, form: str, kind: str, begins: bytes
    ) -> None:
        answer = ask(token_for(study), f"tda-needfinding/reports/{form}/")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert answer.content.startswith(begins)
        assert [(one.which, one.details["format"]) for one in downloads()] == [("report", form)]

    def test_why_there_is_no_report_is_said(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nothing(*_: object) -> None:
            raise CannotReport("Nobody took part. Wait until somebody has.")

        monkeypatch.setattr("analysis.report.of_study.report_of", nothing)
        answer = ask(token_for(study), "tda-needfinding/reports/html/")
        assert answer.status_code == 409
        assert json.loads(answer.content) == {
            "detail": "Nobody took part. Wait until somebody has."
        }
        assert downloads() == []
