"""Studies that work with a panel or thank by e-mail, and one whose retention can end."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from survey.design.reading import StudyFile, read_study
from survey.leaving.withdraw import withdraw
from survey.models import StudyVersion
from survey.population import Population
from survey.studies.load import open_study, store_version
from tests.survey.steps import finish
from tests.world import LONG_AGO, NOON, World, founding_study

BY_PANEL = """
extends: ../tda-needfinding/study.yaml
study: by-panel
version: "1.0"
panel:
  completion: https://panel.example/done?code=DONE
  screened_out: https://panel.example/out?code=OUT
  declined: https://panel.example/no?code=NO
  full: https://panel.example/full?code=FULL
"""


BY_MAIL = """
extends: ../tda-needfinding/study.yaml
study: by-mail
version: "1.0"
compensation:
  kind: contact
  offer: A voucher of 25 euros.
  code: null
  text: Thank you. We send a voucher to everybody who would like one.
"""


def opened(world: World, folder: Path, text: str) -> StudyVersion:
    """A study that extends the founding one, loaded and open."""
    file = folder / "variant" / "study.yaml"
    file.parent.mkdir()
    file.write_text(text)
    world.open()
    study = read_study(file, bundles={"fashion", "iris", "loan", "loan-explanations"})
    version = store_version(study, loaded_at=NOON).version
    open_study(version.study, opens_at=LONG_AGO, quota=100, starts_a_minute=10_000)
    return version


@pytest.fixture
def panel_study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_PANEL)


@pytest.fixture
def mail_study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_MAIL)


def another_version(label: str = "1.1") -> StudyVersion:
    """The founding study with another information sheet."""
    old = founding_study()
    definition = old.definition.model_copy(
        update={"version": label, "information": "Quite another sheet."}
    )
    file = replace(
        old, definition=definition, content=definition.model_dump_json(), digest="e" * 64
    )
    assert isinstance(file, StudyFile)
    return store_version(file, loaded_at=NOON + timedelta(days=1)).version


@pytest.fixture
def over(world: World) -> World:
    """Ada completed, bo is in the middle, cy withdrew; a program and a pilot were there."""
    finish(world.ada)
    world.join("bo")
    withdraw(world.join("cy"), now=NOON)
    finish(world.join("sim", population=Population.SIMULATED))
    world.join("pia", population=Population.PILOTS)
    return world
