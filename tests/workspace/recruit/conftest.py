"""Studies that are recruited for: open, through a panel, and with personal codes."""

from pathlib import Path

import pytest

from survey.models import StudyVersion
from tests.survey.conftest import BY_PANEL, opened
from tests.world import World

BY_CODES = """
extends: ../tda-needfinding/study.yaml
study: by-codes
version: "1.0"
compensation:
  kind: codes
  offer: A voucher of 25 euros.
  code: null
  text: Thank you. Here is your voucher.
"""


@pytest.fixture
def panel_study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_PANEL)


@pytest.fixture
def codes_study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_CODES)
