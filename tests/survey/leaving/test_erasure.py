"""What is deleted is gone from the files as well."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from analysis.records.exclude import exclude
from analysis.records.models import Reason
from survey.leaving import erasure
from survey.leaving import withdraw as withdrawal
from survey.leaving.erasure import erase_traces, rewrite_tables
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.folders import PROJECT
from tests.survey.leaving.planted_words import MARKER, leave, plant
from tests.survey.walker import Walker
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


HOLDERS = """
import sys
from pathlib import Path
for file in map(Path, sys.stdin.read().splitlines()):
    if file.exists() and sys.argv[1].encode() in file.read_bytes():
        print(file.name)
"""


def holders(files: Iterator[Path]) -> list[str]:
    """The files that hold the marker, as it is or as the database writes it in JSON.

    Another process reads them: one that closes a file of a database gives up all the locks that
    SQLite holds on it in that process (sqlite.org/howtocorrupt.html, section 2.2).
    """
    reader = subprocess.run(
        [sys.executable, "-c", HOLDERS, MARKER],
        input="\n".join(map(str, files)),
        capture_output=True,
        check=True,
        text=True,
    )
    return sorted(reader.stdout.splitlines())


def data_files() -> Iterator[Path]:
    """All files but the databases of tests that run beside this one."""
    ours = tuple(Path(it.settings_dict["NAME"]).name for it in connections.all())
    for file in settings.DATA_DIR.rglob("*"):
        is_of_another = ".sqlite3" in file.name and not file.name.startswith(ours)
        if file.is_file() and not is_of_another:
            yield file


def looked_at(walker: Walker) -> None:
    """Everything that could copy somebody's words: a download, an export, a report, exclusions."""
    walker.client.get(walker.home + "my-answers.json")
    leave(walker, wish="stop", sure="yes")
    root = User.objects.create_superuser("root")
    exclude(Participant.objects.get(), Reason.OTHER, by=root, now=NOON, note=MARKER)
    researcher = Client()
    researcher.force_login(root)
    sent = researcher.post(
        "/analysis/studies/tda-needfinding/export/", {"who": "people", "identifying": "on"}
    )
    assert sent.status_code == 200
    assert b"".join(sent)


SEES = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT 1 FROM survey_participant")
WROTE = ("SELECT txid_current()",)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no older rows")
@pytest.mark.parametrize(
    ("asked", "database"),
    [(SEES, ""), (WROTE, ""), (WROTE, "postgres")],
    ids=["sees it", "has written", "has written elsewhere"],
)
def test_tables_are_not_called_clean_while_somebody_began_before_the_deletion(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], database: str
) -> None:
    monkeypatch.setattr(erasure, "A_MINUTE", 1)
    ada = World().ada
    other = connection.copy()
    if database:
        other.settings_dict["NAME"] = database
    other.set_autocommit(False)
    with other.cursor() as cursor:
        for statement in asked:
            cursor.execute(statement)
    withdraw(ada, now=NOON)
    assert not rewrite_tables()
    other.close()
    assert rewrite_tables_in_time(monkeypatch)


def rewrite_tables_in_time(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Other tests of the run write beside this one, on the same server, for a minute or more."""
    monkeypatch.setattr(erasure, "A_MINUTE", 300)
    return rewrite_tables()


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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's own files")
def test_what_a_kill_left_of_a_deletion_goes_when_the_server_starts_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    World().open()
    walker = Walker(client)
    walker.begin()
    plant(walker)
    monkeypatch.setattr(withdrawal, "erase_traces", lambda: None)  # killed before it
    leave(walker, wish="delete", sure="yes")
    log = Path(connection.settings_dict["NAME"]).name + "-wal"
    assert holders(data_files()) == [log]
    address = f"sqlite:///{connection.settings_dict['NAME']}"
    subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=PROJECT,
        check=True,
        env={**os.environ, "DATABASE_URL": address},
    )
    assert holders(data_files()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's own files")
def test_words_that_stay_because_somebody_reads_are_told_and_go_later(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    World().open()
    walker = Walker(client)
    walker.begin()
    plant(walker)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 1")
    reader = sqlite3.connect(connection.settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT 1 FROM survey_participant").fetchone()
    leave(walker, wish="delete", sure="yes")
    assert not Participant.objects.exists()
    assert "by `needfinder purge_expired --rewrite`" in caplog.text
    reader.close()
    assert erase_traces()
    assert holders(data_files()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="looks into PostgreSQL's own files")
def test_rewritten_tables_of_postgresql_hold_no_word(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
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
    assert rewrite_tables_in_time(monkeypatch)
    flush()
    assert [relation_of(file) for file in holders(iter(table_files()))] == []
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
        return [file for file in Path(folder, "base", str(number)).iterdir() if file.is_file()]
    except OSError:
        return []


def relation_of(file: str) -> str:
    """The table or index of a file, for a sentence that helps where one holds words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(pg_filenode_relation(0, %s)::regclass::text, %s)",
            [file.partition(".")[0].partition("_")[0], file],
        )
        (name,) = cursor.fetchone()
    return str(name)
