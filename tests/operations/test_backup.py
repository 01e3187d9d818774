"""A backup is whole, restores into an empty place alone, and brings back every row."""

import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from operations.backup import latest_backups, note_backup
from operations.errors import BackupFailed
from tests.operations.filled_database import made
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def test_it_says_what_it_is(filled: World, tmp_path: Path) -> None:
    with zipfile.ZipFile(made(tmp_path)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["database"] == "default"
    assert manifest["made_at"] == "2027-01-31T12:00:00+00:00"
    assert manifest["vendor"] == connection.vendor
    assert set(manifest["tables"]) >= {"survey_answer", "attribution_storedbundle"}


def test_where_nothing_can_be_written_nothing_is_left(filled: World, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(BackupFailed, match="cannot be written"):
        made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_latest_backup_of_each_is_remembered(tmp_path: Path) -> None:
    assert latest_backups(tmp_path) == {}
    note_backup(tmp_path, "default", tmp_path / "one", now=NOON)
    note_backup(tmp_path, "recruitment", tmp_path / "two", now=NOON)
    assert Path(latest_backups(tmp_path)["default"]["file"]).name == "one"
