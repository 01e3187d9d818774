"""A full disk, open folders and old backups are found."""

import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from operations.backup import note_backup
from operations.health import machine
from operations.health.finding import Severity
from tests.operations.health.server_settings import settings_with, worst
from tests.world import NOON


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("free", "severity"),
    [(10**8, Severity.ERROR), (10**9, Severity.WARNING), (10**10, Severity.FINE)],
)
def test_a_disk_that_is_nearly_full_is_told_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, severity: Severity
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(free, 0, free))
    assert worst(machine.check_disk(tmp_path))[0] is severity


def test_folders_are_for_the_server_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_with(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "could change the studies" in worst(machine.check_folders(settings))[1]
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "machine's administrator" in worst(machine.check_folders(settings))[1]
    settings.DATA_DIR.chmod(0o755)
    assert "can look into" in next(iter(machine.check_folders(settings))).sentence


def test_backups_are_missed_and_grow_old(tmp_path: Path) -> None:
    def worst_of_backups() -> tuple[Severity, str]:
        return worst(machine.check_backups(tmp_path, ["default"], now=NOON))

    assert worst_of_backups()[1].startswith("There is no backup of the database default")
    file = tmp_path / "made"
    note_backup(tmp_path, "default", file, now=NOON - timedelta(hours=5))
    assert worst_of_backups() == (
        Severity.NOTE,
        f"{file} is gone; if it was moved to another machine, all is well.",
    )
    file.touch()
    assert worst_of_backups()[0] is Severity.FINE
    note_backup(tmp_path, "default", file, now=NOON - timedelta(days=3))
    assert (
        worst_of_backups()[1]
        == "The latest backup of the database default is 3 days old. Make one every day."
    )
