"""The report in a deposit is a whole one."""

from pathlib import Path

import pytest
from django.core.management import call_command

from analysis.errors import CannotReport
from analysis.report.verify import read_report
from tests.analysis.participation import go_through
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_report_is_computed_and_of_these_participants(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_library(*_: object) -> bytes:
        raise CannotReport("A PDF needs WeasyPrint, which is not here.")

    monkeypatch.setattr("analysis.report.writers.html.pdf", without_library)
    go_through(world.ada)
    call_command("export", "tda-needfinding", "--out", tmp_path / "osf", "--deposit")
    report = tmp_path / "osf" / "report"
    assert read_report((report / "report.json").read_text()).study == "tda-needfinding"
    assert "Preferences" in (report / "report.html").read_text()
    assert list((report / "report-figures").glob("*.svg"))
