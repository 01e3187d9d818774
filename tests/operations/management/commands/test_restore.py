"""The command restores into an empty database alone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core.restorations import restorations
from tests.operations.filled_database import made
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def test_a_file_that_is_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere cannot be read \(No such file"):
        call_command("restore", str(tmp_path / "nowhere"))


def test_nothing_is_restored_over_a_database_in_use(tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("no archive")
    with pytest.raises(CommandError, match="The database recruitment is not empty"):
        call_command("restore", str(file), "--database", "recruitment")


def test_a_restoration_is_noted_for_the_pages_that_people_come_back_to(
    filled: World,
    empty: BaseDatabaseWrapper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("django.conf.settings.DATA_DIR", tmp_path)
    file = made(tmp_path)
    in_use = connections["default"]
    connections["default"] = empty
    try:
        call_command("restore", str(file))
    finally:
        connections["default"] = in_use
    (noted,) = restorations(tmp_path)
    assert (noted.database, noted.copied_at) == ("default", NOON)
    assert "What was stored since then is gone" in capsys.readouterr().out
