"""Everything that names a release names the one that pyproject.toml states."""

import re
from pathlib import Path

import pytest

from core import release as module
from core.release import release

ROOT = Path(__file__).parents[2]


def test_a_checkout_tells_its_own_version() -> None:
    stated = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert stated is not None
    assert release() == stated[1]


def test_a_citation_names_the_same_version() -> None:
    assert f"\nversion: {release()}\n" in (ROOT / "CITATION.cff").read_text()


def test_an_installed_package_tells_that_of_its_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROJECT", ROOT / "nowhere.toml")
    monkeypatch.setattr(module, "version", lambda package: f"9.9 of {package}")
    assert release.__wrapped__() == "9.9 of needfinder"
