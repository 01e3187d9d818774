"""Plans are drafted, and fixed before the first answer."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis.preregistration.plan import RegisteredPlan
from survey.design.reading import read_study
from survey.errors import VersionInUse
from survey.models import Preregistration
from survey.population import Population
from survey.studies.load import store_version
from tests.survey.conftest import opened
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("preregister", "tda-needfinding", *arguments, stdout=out)
    return out.getvalue()


def test_a_draft_is_printed_or_written(world: World, tmp_path: Path) -> None:
    world.open()
    text = run()
    assert text.startswith("# Preregistration: ")
    assert world.founding.digest in text
    assert "100 completed participations" in run("--participants", 100)
    file = tmp_path / "preregistration.md"
    assert run("--out", file) == f"The draft is in {file}.\n"
    assert file.read_text() == text
    assert not Preregistration.objects.exists()


def test_a_registered_plan_stays_and_holds_its_version(world: World, study_folder: Path) -> None:
    world.open()
    assert "is registered (SHA-256" in run("--register")
    [registered] = Preregistration.objects.all()
    assert RegisteredPlan.parse(registered.plan).participants == 31
    assert registered.begun_before == 0
    assert "registered already, nothing changed" in run("--register")
    with pytest.raises(CommandError, match="new version to register a changed plan"):
        run("--register", "--participants", 50)
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("Before you go", "Before you leave"))
    with pytest.raises(VersionInUse, match="is registered"):
        store_version(read_study(file, bundles={"fashion", "iris", "loan"}), loaded_at=NOON)


def test_who_began_before_is_counted_without_pilots_and_simulated(world: World) -> None:
    assert world.ada
    world.join("pia", population=Population.PILOTS)
    world.join("sim", population=Population.SIMULATED)
    assert "1 person had begun before; reports will say so." in run("--register")


def test_what_cannot_be_done_is_said(world: World, study_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="effects"):
        run()
    opened(
        world,
        study_folder,
        'extends: ../tda-needfinding/study.yaml\nstudy: bare\nversion: "1.0"\nplan: null\n',
    )
    with pytest.raises(CommandError, match=r"bare 1\.0 has no plan\. Add a section plan"):
        call_command("preregister", "bare")
    with pytest.raises(CommandError, match="There is no study none"):
        call_command("preregister", "none")
    with pytest.raises(CommandError, match="from 1 upwards"):
        run("--participants", 0)
    with pytest.raises(CommandError, match="cannot be written"):
        run("--out", tmp_path / "nowhere" / "draft.md")
