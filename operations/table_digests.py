"""Digests of the tables of a database, by which two databases can be compared."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Digests = dict[str, str]
"""SHA-256 of all rows of each table, by its name; comparable within SQLite or PostgreSQL."""


def digests_of_file(file: Path) -> Digests:
    """Digests of an SQLite file that no process writes to."""
    with closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)
    ) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%'"
        tables = [name for (name,) in connection.execute(f"{query} ESCAPE '~'")]
        return {
            # SQL has no placeholder for a table; the name comes from the database itself.
            table: _digest(connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'))  # noqa: S608
            for table in sorted(tables)
        }


def digests_of_postgresql(connection: BaseDatabaseWrapper) -> Digests:
    """Digests as the current transaction sees the database."""
    digests = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            # As above: no placeholder, and a name from the database itself.
            rows = f"SELECT whole::text FROM {connection.ops.quote_name(table)} AS whole"  # noqa: S608
            # Ordered by bytes: the order of letters differs between installations.
            ordered = f'{rows} ORDER BY whole::text COLLATE "C"'
            digest = sha256()
            # Row by row: a large table would not fit in memory.
            with cursor.copy(f"COPY ({ordered}) TO STDOUT") as sent:
                for piece in sent:
                    digest.update(piece)
            digests[table] = digest.hexdigest()
    return digests


def _digest(rows: Iterable[tuple[Any, ...]]) -> str:
    digest = sha256()
    for row in rows:
        digest.update(repr(row).encode() + b"\n")
    return digest.hexdigest()
