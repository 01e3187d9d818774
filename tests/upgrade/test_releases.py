"""Whoever updates from any release loses nothing; `make_release` keeps the databases for this."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from core.release import release
from tests.folders import PROJECT
from tests.upgrade.make_release import MIGRATIONS, digests_of_migrations, released


@pytest.fixture
def settings_of_the_release(tmp_path: Path, db: None) -> Iterator[dict[str, str]]:
    """Empty databases of the kind that is tested, which belong to nobody else."""
    settings = {"NEEDFINDER_MODE": "test", "NEEDFINDER_DATA_DIR": str(tmp_path)}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if connection.vendor == "sqlite":
        yield environment | settings
        return
    name = f"{connection.settings_dict['NAME']}_of_a_release"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    before = os.environ["DATABASE_URL"]
    yield environment | settings | {"DATABASE_URL": f"{before.rpartition('/')[0]}/{name}"}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.slow
@pytest.mark.parametrize("folder", released(), ids=lambda folder: folder.name)
def test_the_databases_of_a_release_are_restored_migrated_and_gone_on_with(
    folder: Path, settings_of_the_release: dict[str, str]
) -> None:
    walked = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.walk", str(folder)],
        cwd=PROJECT,
        env=settings_of_the_release,
        capture_output=True,
        text=True,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr


@pytest.mark.any_database
@pytest.mark.parametrize("folder", released(), ids=lambda folder: folder.name)
def test_no_migration_of_a_release_has_changed(folder: Path) -> None:
    """Databases that ran it would not be as a new one: add another migration instead."""
    kept = json.loads((folder / MIGRATIONS).read_text())
    today = dict(digests_of_migrations())
    assert [name for name, digest in kept.items() if today.get(name) != digest] == []


@pytest.mark.any_database
def test_every_release_that_the_changelog_names_is_kept() -> None:
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = re.findall(r"^## (\d+\.\d+\.\d+) ", changelog, flags=re.MULTILINE)
    assert [folder.name for folder in released()] == named[::-1], (
        "run: python -m tests.upgrade.make_release"
    )
    assert release() in named
