"""A backup restores into an empty database alone, and brings back every row."""

import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from operations.backup import back_up
from operations.errors import CannotRestore
from operations.restore import restore
from operations.table_digests import digests_of_file, digests_of_postgresql
from survey.models import Answer
from tests.operations.filled_database import MARKER, made
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def digests(database: BaseDatabaseWrapper) -> dict[str, str]:
    if database.vendor == "sqlite":
        database.close()
        return digests_of_file(Path(database.settings_dict["NAME"]))
    return digests_of_postgresql(database)


@pytest.mark.parametrize("passphrase", [None, "correct horse battery"])
def test_a_restored_database_has_every_row_of_every_table(
    filled: World, empty: BaseDatabaseWrapper, tmp_path: Path, passphrase: str | None
) -> None:
    file = made(tmp_path, passphrase)
    manifest = restore(file, empty, passphrase)
    assert digests(empty) == manifest.tables
    with empty.cursor() as cursor:
        cursor.execute("SELECT value FROM survey_answer")
        assert MARKER in str(cursor.fetchall())
        cursor.execute("SELECT content FROM attribution_storedbundle")
        assert len(cursor.fetchall()) == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file.name]
    assert file.stat().st_mode & 0o077 == 0
    assert passphrase is None or MARKER.encode() not in file.read_bytes()


def test_nothing_is_restored_over_something(filled: World, tmp_path: Path) -> None:
    before = Answer.objects.count()
    with pytest.raises(CannotRestore, match="is not empty"):
        restore(made(tmp_path), connection)
    assert Answer.objects.count() == before


def test_what_is_damaged_or_something_else_is_refused(
    filled: World, empty: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = made(tmp_path)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 255
    broken, foreign = tmp_path / "broken", tmp_path / "foreign"
    broken.write_bytes(content)
    foreign.write_text("no archive")
    for damaged in (broken, foreign):
        with pytest.raises(CannotRestore, match="damaged"):
            restore(damaged, empty)
    with zipfile.ZipFile(file) as archive:
        manifest, copy = json.loads(archive.read("manifest.json")), archive.read("database")
    manifest["tables"]["survey_answer"] = "0" * 64
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("database", copy)
    with pytest.raises(CannotRestore, match=r"not as they were .*survey_answer"):
        restore(foreign, empty)
    assert empty.introspection.table_names() == []


def test_the_two_databases_do_not_share_a_file(
    filled: World, tmp_path: Path, empty: BaseDatabaseWrapper
) -> None:
    answers = made(tmp_path)
    people = back_up(connections["recruitment"], tmp_path / "out", work=tmp_path, now=NOON)
    # PostgreSQL's own format is compressed; what it holds is in the manifest.
    tables = []
    for backup in (answers, people):
        with zipfile.ZipFile(backup) as archive:
            tables.append(set(json.loads(archive.read("manifest.json"))["tables"]))
    assert not any(table.startswith("recruitment_") for table in tables[0])
    assert not any(table.startswith("survey_") for table in tables[1])
    with pytest.raises(CannotRestore, match="backup of the database recruitment"):
        restore(people, empty)
