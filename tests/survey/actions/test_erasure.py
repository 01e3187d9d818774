"""What is deleted is gone from the files as well."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from analysis.actions.exclusion import Reason, exclude
from survey.actions import erasure
from survey.actions.erasure import rewrite_tables
from survey.actions.withdrawal import withdraw
from survey.models import Participant
from tests.survey.views.test_leaving import MARKER, leave, plant
from tests.survey.walker import Walker
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def holders(files: Iterator[Path]) -> list[str]:
    """The files that hold the marker, as it is or as the database writes it in JSON."""
    return sorted(file.name for file in files if MARKER.encode() in file.read_bytes())


def data_files() -> Iterator[Path]:
    return (each for each in settings.DATA_DIR.rglob("*") if each.is_file())


def looked_at(walker: Walker) -> None:
    """Everything that could copy somebody's words: a download, an export, a report, exclusions."""
    walker.client.get(walker.home + "my-answers.json")
    leave(walker, wish="stop")
    root = User.objects.create_superuser("root")
    exclude(Participant.objects.get(), Reason.OTHER, by=root, now=NOON, note=MARKER)
    researcher = Client()
    researcher.force_login(root)
    sent = researcher.post(
        "/analysis/studies/tda-needfinding/export/", {"who": "people", "identifying": "on"}
    )
    assert sent.status_code == 200
    assert b"".join(sent)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no older rows")
def test_tables_are_not_called_clean_while_somebody_still_sees_what_was_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(erasure, "A_MINUTE", 1)
    ada = World().ada
    reader = connection.copy()
    reader.set_autocommit(False)
    with reader.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT 1 FROM survey_participant")
    withdraw(ada, now=NOON)
    assert not rewrite_tables()
    reader.close()
    assert rewrite_tables()


def log_of(caplog: pytest.LogCaptureFixture) -> str:
    return caplog.text + str([vars(record) for record in caplog.records])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's own files")
def test_deleting_leaves_no_word_in_any_file_or_line_of_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    World().open()
    walker = Walker(client)
    walker.begin()
    plant(walker)
    looked_at(walker)
    assert holders(data_files())
    leave(walker, wish="delete", sure="yes")
    assert holders(data_files()) == []
    assert MARKER not in log_of(caplog)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="looks into PostgreSQL's own files")
def test_rewritten_tables_of_postgresql_hold_no_word(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    World().open()
    walker = Walker(client)
    walker.begin()
    plant(walker)
    looked_at(walker)
    with connection.cursor() as cursor:  # notes common values for the planner, as autovacuum does
        cursor.execute("ANALYZE")
    if not table_files():
        pytest.skip("the files of the server cannot be read from here")
    flush()
    assert holders(iter(table_files()))
    leave(walker, wish="delete", sure="yes")
    assert rewrite_tables()
    flush()
    assert [relation_of(each) for each in holders(iter(table_files()))] == []
    assert MARKER not in log_of(caplog)


def flush() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def table_files() -> list[Path]:
    """All files of this database but the server's own log of what it wrote, kept for a while."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = cursor.fetchone()
    try:
        return [each for each in Path(folder, "base", str(number)).iterdir() if each.is_file()]
    except OSError:
        return []


def relation_of(file: str) -> str:
    """The table or index of a file, for a sentence that helps where one holds words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_filenode_relation(0, %s)::regclass::text, %s)",
            [file.partition(".")[0].partition("_")[0], file],
        )
        (found,) = cursor.fetchone()
    return str(found)
