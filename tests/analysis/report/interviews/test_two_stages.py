"""A survey says which interviews it came from, and one document can hold both."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis.errors import CannotReport
from analysis.report.of_study import report_of
from survey.members.roles import Role
from survey.population import Population
from survey.studies.models import Study
from tests.analysis.report.contents import sentences, table, text_files
from tests.analysis.report.interviews.world import WORDS, CodedInterviews
from tests.roles import with_role
from tests.survey.conftest import opened
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAMING = """
extends: ../tda-needfinding/study.yaml
study: second-stage
version: "1.0"
first_stage: small-interviews
"""


@pytest.fixture
def interviews() -> CodedInterviews:
    world = CodedInterviews()
    world.closed()
    return world


@pytest.fixture
def survey(world: World, study_folder: Path) -> Study:
    """A survey that names the interviews as its first stage; nobody has taken part."""
    return opened(world, study_folder, NAMING).study


def test_a_survey_names_its_first_stage_and_counts_nobody_of_it(
    interviews: CodedInterviews, survey: Study
) -> None:
    report = report_of(survey, Population.PEOPLE)
    said = sentences(report)
    assert "Its first stage was small-interviews, a study of interviews" in said
    assert report.participants == 0
    assert WORDS not in str(report)
    assert "themes" not in [part.key for part in report.sections]


def test_both_stages_stand_in_one_document_the_interviews_first(
    interviews: CodedInterviews, survey: Study
) -> None:
    report = report_of(survey, Population.PEOPLE, with_first_stage=True)
    titles = [part.title for part in report.sections]
    assert titles[0] == "First stage: The sample"
    first = [title.startswith("First stage") for title in titles]
    assert first == sorted(first, reverse=True)
    assert table(report, "first_participants").rows[1][0] == "P2"
    assert report.provenance.study == "second-stage"
    assert report.provenance.first_stage is not None
    assert report.provenance.first_stage.study == "small-interviews"
    keys = [one.key for one in report.tables()]
    assert len(set(keys)) == len(keys)
    html = text_files(report)["report.html"].decode()
    assert html.count('id="theme_map-title"') == 0
    assert html.count('id="first_theme_map-title"') == 1
    assert WORDS in html


def test_the_command_writes_both_and_verifies_them(
    interviews: CodedInterviews, survey: Study, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = ("--out", str(out), "--format", "json", "--with-first-stage")
    call_command("report", "second-stage", *options, stdout=StringIO())
    document = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert document["provenance"]["first_stage"]["study"] == "small-interviews"
    said = StringIO()
    file = str(out / "report.json")
    call_command("report", "second-stage", "--verify", file, stdout=said)
    assert "every number and every digest is the same" in said.getvalue()


def test_a_report_on_interviews_is_verified_until_something_changes(
    interviews: CodedInterviews, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    said = StringIO()
    options = ("--out", str(out), "--format", "json")
    call_command("report", "small-interviews", *options, stdout=said)
    assert "3 participants analysed" in said.getvalue()
    file = str(out / "report.json")
    call_command("report", "small-interviews", "--verify", file, stdout=said)
    interviews.person("P3").delete()
    with pytest.raises(CommandError, match=r"provenance\.data_digest"):
        call_command("report", "small-interviews", "--verify", file)


def test_without_a_first_stage_there_is_nothing_to_put_before(
    world: World, interviews: CodedInterviews, study_folder: Path
) -> None:
    without_any = opened(world, study_folder, NAMING.replace("small-interviews", "null"))
    with pytest.raises(CannotReport, match="names no first stage"):
        report_of(without_any.study, Population.PEOPLE, with_first_stage=True)
    with pytest.raises(CannotReport, match="is a study of interviews"):
        report_of(interviews.study, Population.PEOPLE, with_first_stage=True)


def test_interviews_that_are_not_loaded_are_asked_for(survey: Study) -> None:
    with pytest.raises(CannotReport, match="Load it with load_study first"):
        report_of(survey, Population.PEOPLE, with_first_stage=True)


@pytest.mark.parametrize("population", ["", "simulated/"])
def test_researchers_read_the_report_on_interviews_in_the_browser(
    interviews: CodedInterviews, population: str
) -> None:
    address = f"/analysis/studies/small-interviews/report/{population}"
    page = with_role(Role.RESEARCHER).get(address)
    assert page.status_code == 200
    assert (WORDS in page.content.decode()) == (not population)


def test_the_page_offers_the_first_stage_where_there_is_one(
    interviews: CodedInterviews, survey: Study
) -> None:
    researcher = with_role(Role.RESEARCHER)
    address = "/admin/analysis/studyreport/{}/change/"
    for study, offered in ((survey, True), (interviews.study, False)):
        page = researcher.get(address.format(study.pk)).content.decode()
        assert ("With its first stage" in page) == offered
    form: dict[str, Any] = {"formats": ["json"], "first_stage": "on"}
    sent = researcher.post(address.format(survey.pk), form)
    assert sent.headers["Content-Type"] == "application/zip"
