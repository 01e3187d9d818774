"""A whole copy of a database while it is used, as it was at one moment."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

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
    """One file for one database, named after both and the moment; readable by its owner alone.

    Until it is whole, what it is made of lies in the folder `work`, on this machine's own disk.
    Raises BackupFailed where it cannot be made; nothing is left of it then.
    """
    moment = now.astimezone(UTC)
    ending = "backup.sealed" if passphrase else "backup"
    target = folder / f"needfinder-{connection.alias}-{moment:%Y-%m-%dT%H-%M-%SZ}.{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=work) as beside:
            copy = Path(beside) / "database"
            with _whole(connection, copy) as tables:
                manifest = Manifest(
                    FORMAT,
                    connection.alias,
                    connection.vendor,
                    _release(),
                    moment.isoformat(timespec="seconds"),
                    _digest(copy),
                    tables,
                )
            write_archive(manifest, copy, target, passphrase)
    except OSError as problem:
        raise BackupFailed(
            f"{target} cannot be written ({problem.strerror}). Name a folder in which you may "
            "write, with space left on its disk."
        ) from problem
    return target


@contextmanager
def _whole(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[Digests]:
    try:
        yield (_of_sqlite if connection.vendor == "sqlite" else _of_postgresql)(connection, copy)
    except DatabaseError as problem:
        raise BackupFailed(
            f"The database {connection.alias} cannot be read ({problem}). Is it there, and did "
            "`manage.py migrate` run?"
        ) from problem


def _of_sqlite(connection: BaseDatabaseWrapper, copy: Path) -> Digests:
    connection.ensure_connection()
    # Of its own: the copy is to be one file, without a log beside it.
    with closing(connect(copy)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        (found,) = target.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise BackupFailed(f"The database {connection.alias} is damaged: {found}.")
    return digests_of_file(copy)


def _of_postgresql(connection: BaseDatabaseWrapper, copy: Path) -> Digests:
    """Digests and dump see the same moment: the transaction lends its snapshot to pg_dump."""
    apart = connection.copy()
    try:
        apart.set_autocommit(False)
        with apart.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            dump(apart.settings_dict, snapshot, copy)
        return digests_of_postgresql(apart)
    finally:
        apart.close()


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _release() -> str:
    try:
        return version("needfinder")
    except PackageNotFoundError:
        return "from its source"


def note_backup(data_folder: Path, database: str, file: Path, *, now: datetime) -> None:
    """Remember the latest backup, for `doctor`."""
    record = data_folder / RECORD
    known = latest_backups(data_folder)
    known[database] = {"made_at": now.isoformat(), "file": str(file.resolve())}
    beside = record.with_suffix(".partial")
    beside.write_text(json.dumps(known, indent=2))
    beside.replace(record)


def latest_backups(data_folder: Path) -> dict[str, dict[str, str]]:
    """`made_at` and `file` of the latest backup of each database."""
    with suppress(OSError, ValueError):
        found: dict[str, dict[str, str]] = json.loads((data_folder / RECORD).read_text())
        return found
    return {}
