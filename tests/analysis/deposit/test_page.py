"""Researchers download everything for an archive from a page beside that of the export."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from analysis.errors import CannotReport
from survey.members.roles import PERMISSIONS, Role
from survey.population import Population
from tests.operations.newest_change import newest
from tests.roles import with_role
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EXPORT = "/analysis/studies/tda-needfinding/export/"
ADDRESS = f"{EXPORT}archive/"
WISH = {"who": "people", "formats": ["sav"], "licence": "CC-BY-4.0"}


@pytest.fixture(autouse=True)
def quick_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a report without its statistics, which other tests compute."""

    def written(_report: Population, formats: tuple[str, ...]) -> dict[str, bytes]:
        return {f"report.{form}": form.encode() for form in formats}

    monkeypatch.setattr("analysis.report.writers.written", written)
    monkeypatch.setattr("analysis.report.of_study.report_of", lambda study, population: population)


def test_the_page_of_the_export_leads_there_and_one_archive_comes(world: World) -> None:
    researcher = with_role(Role.RESEARCHER)
    assert ADDRESS in researcher.get(EXPORT).content.decode()
    assert "Download the archive" in researcher.get(ADDRESS).content.decode()
    sent = researcher.post(ADDRESS, WISH)
    name = "tda-needfinding-archive"
    assert sent.headers["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    with ZipFile(BytesIO(sent.getvalue())) as archive:
        names = archive.namelist()
        assert b"CC-BY-4.0" in archive.read(f"{name}/LICENCE.txt")
    assert (newest().which, newest().study) == ("archive", "tda-needfinding")
    assert {f"{name}/data/wide.sav", f"{name}/report/report.html", f"{name}/SHA256SUMS"} <= set(
        names
    )


def test_simulated_data_come_under_another_name(world: World) -> None:
    sent = with_role(Role.RESEARCHER).post(ADDRESS, {"who": "simulated", "licence": ""})
    assert "tda-needfinding-simulated-archive.zip" in sent.headers["Content-Disposition"]


def test_it_takes_the_right_to_read_reports_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERMISSIONS, Role.AUDITOR, frozenset({"survey.export_study"}))
    client = with_role(Role.AUDITOR)
    assert ADDRESS not in client.get(EXPORT).content.decode()
    assert client.post(ADDRESS, WISH).status_code == 403


def test_a_wrong_wish_and_a_report_that_cannot_be_are_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    researcher = with_role(Role.RESEARCHER)
    assert researcher.post(ADDRESS, {**WISH, "licence": "mine"}).status_code == 422

    def refused(*_: object) -> None:
        raise CannotReport("Nobody took part yet: come back later.")

    monkeypatch.setattr("analysis.report.of_study.report_of", refused)
    again = researcher.post(ADDRESS, WISH)
    assert again.status_code == 422
    assert "Nobody took part yet" in again.content.decode()
