"""What every test can ask for; the browser is in journeys/conftest.py."""

from pathlib import Path

import pytest

from tests.world import STUDIES, World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """A writable copy of the shipped studies, to change and break."""
    for source in STUDIES.rglob("*.*"):
        target = tmp_path / source.relative_to(STUDIES)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())
    return tmp_path
