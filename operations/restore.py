"""Restoring a backup into an empty database."""

import os
import shutil
from pathlib import Path
from tempfile import gettempdir

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from operations.backup_file import Manifest, opened_archive
from operations.errors import CannotRestore
from operations.postgresql import load
from operations.table_digests import digests_of_file, digests_of_postgresql


def restore(file: Path, connection: BaseDatabaseWrapper, passphrase: str | None = None) -> Manifest:
    """Put a backup into an empty database, and compare every table with the manifest.

    Raises CannotRestore where the database is not empty, is not the one that was copied or of
    another kind, or where the backup is damaged; the database then stays as it was.
    """
    _require_empty(connection)
    work = _file_of(connection).parent if connection.vendor == "sqlite" else Path(gettempdir())
    with opened_archive(file, passphrase, work) as (manifest, copy):
        _require_kind(manifest, connection)
        if connection.vendor == "sqlite":
            _into_sqlite(manifest, copy, connection)
        else:
            _into_postgresql(manifest, copy, connection)
    return manifest


def _require_empty(connection: BaseDatabaseWrapper) -> None:
    try:
        is_empty = not connection.introspection.table_names()
    except DatabaseError as problem:
        raise CannotRestore(f"The database cannot be reached ({problem}).") from problem
    if not is_empty:
        raise CannotRestore(
            f"The database {connection.alias} is not empty, and a backup replaces nothing. Restore "
            "into a new database, before `needfinder migrate`."
        )


def _require_kind(manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    if (manifest.database, manifest.vendor) != (connection.alias, connection.vendor):
        raise CannotRestore(
            f"This is a backup of the database {manifest.database} in {manifest.vendor}, and it "
            f"was to go into {connection.alias} in {connection.vendor}."
        )


def _file_of(connection: BaseDatabaseWrapper) -> Path:
    return Path(connection.settings_dict["NAME"])


def _into_sqlite(manifest: Manifest, copy: Path, connection: BaseDatabaseWrapper) -> None:
    """Replace the database file once the copy is known to be whole and written to the disk."""
    _require_same(manifest, digests_of_file(copy))
    connection.close()
    target = _file_of(connection)
    for left_over in ("-wal", "-shm"):
        target.with_name(target.name + left_over).unlink(missing_ok=True)
    with copy.open("rb+") as content:
        os.fsync(content.fileno())
    copy.chmod(0o600)
    shutil.move(copy, target)


def _into_postgresql(manifest: Manifest, copy: Path, connection: BaseDatabaseWrapper) -> None:
    load(connection.settings_dict, copy)
    try:
        _require_same(manifest, digests_of_postgresql(connection))
    except CannotRestore:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        raise


def _require_same(manifest: Manifest, restored: dict[str, str]) -> None:
    different = sorted(
        table
        for table in manifest.tables.keys() | restored.keys()
        if manifest.tables.get(table) != restored.get(table)
    )
    if different:
        raise CannotRestore(
            f"These tables are not as they were when the backup was made: {', '.join(different)}. "
            "Take another backup."
        )
