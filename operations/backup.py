"""Consistent copies of a database, made while it is in use."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from core.release import release
from operations.backup_file import FORMAT, Manifest, write_archive
from operations.errors import BackupFailed
from operations.postgresql import dump
from operations.table_digests import Digests, digests_of_file, digests_of_postgresql

RECORD = "backups.json"
"""In the data folder: the latest backup of each database, and when it was made."""


def back_up(
    connection: BaseDatabaseWrapper,
    folder: Path,
    *,
    work: Path,
    now: datetime,
    passphrase: str | None = None,
) -> Path:
    """Write one file, named after the database and the moment, and readable by its owner alone.

    It is prepared in the folder `work`, on this machine's own disk. Raises BackupFailed where it
    cannot be made, and then leaves nothing.
    """
    moment = now.astimezone(UTC)
    ending = "backup.sealed" if passphrase else "backup"
    target = folder / f"needfinder-{connection.alias}-{moment:%Y-%m-%dT%H-%M-%SZ}.{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=work) as temporary:
            copy = Path(temporary) / "database"
            with _copied(connection, copy) as tables:
                manifest = Manifest(
                    format=FORMAT,
                    database=connection.alias,
                    vendor=connection.vendor,
                    release=release(),
                    made_at=moment.isoformat(timespec="seconds"),
                    copy=_digest(copy),
                    tables=tables,
                )
            write_archive(manifest, copy, target, passphrase)
    except OSError as problem:
        raise BackupFailed(
            f"{target} cannot be written ({problem.strerror}). Name a folder in which you may "
            "write, with space left on its disk."
        ) from problem
    return target


@contextmanager
def _copied(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[Digests]:
    try:
        if connection.vendor == "sqlite":
            yield _copy_sqlite(connection, copy)
        else:
            yield _copy_postgresql(connection, copy)
    except DatabaseError as problem:
        raise BackupFailed(
            f"The database {connection.alias} cannot be read ({problem}). Is it there, and did "
            "`needfinder migrate` run?"
        ) from problem


def _copy_sqlite(connection: BaseDatabaseWrapper, copy: Path) -> Digests:
    connection.ensure_connection()
    # Not in WAL mode: the copy is to be one file, without a log beside it.
    with closing(connect(copy)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        (result,) = target.execute("PRAGMA integrity_check").fetchone()
        if result != "ok":
            raise BackupFailed(f"The database {connection.alias} is damaged: {result}.")
    return digests_of_file(copy)


def _copy_postgresql(connection: BaseDatabaseWrapper, copy: Path) -> Digests:
    """Dump and digest the same moment: pg_dump uses the snapshot of this transaction."""
    reader = connection.copy()
    try:
        reader.set_autocommit(False)
        with reader.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            dump(reader.settings_dict, snapshot, copy)
        return digests_of_postgresql(reader)
    finally:
        reader.close()


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def note_backup(data_folder: Path, database: str, file: Path, *, now: datetime) -> None:
    """Remember the latest backup, for `doctor`."""
    record = data_folder / RECORD
    backups = latest_backups(data_folder)
    backups[database] = {"made_at": now.isoformat(), "file": str(file.resolve())}
    partial = record.with_suffix(".partial")
    partial.write_text(json.dumps(backups, indent=2))
    partial.replace(record)


def latest_backups(data_folder: Path) -> dict[str, dict[str, str]]:
    """`made_at` and `file` of the latest backup of each database."""
    with suppress(OSError, ValueError):
        backups: dict[str, dict[str, str]] = json.loads((data_folder / RECORD).read_text())
        return backups
    return {}
