"""What a database holds, table by table, as digests that two databases can be compared by."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Digests = dict[str, str]
"""SHA-256 of all rows of each table, by its name; alike within a kind of database."""


def digests_of_file(file: Path) -> Digests:
    """Of an SQLite file that nobody writes to."""
    with closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)
    ) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%'"
        tables = [name for (name,) in connection.execute(f"{named} ESCAPE '~'")]
        return {
            # A table has no placeholder; its name is the database's own.
            table: _digest(connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'))  # noqa: S608
            for table in sorted(tables)
        }


def digests_of_postgresql(connection: BaseDatabaseWrapper) -> Digests:
    """In the transaction of whoever calls."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            # As above: no placeholder, and the database's own name.
            rows = f"SELECT whole::text FROM {connection.ops.quote_name(table)} AS whole"  # noqa: S608
            # By bytes: the order of letters differs from one installation to another.
            ordered = f'{rows} ORDER BY whole::text COLLATE "C"'
            digest = sha256()
            # Sent as it is read; the rows of a large table would not fit into memory.
            with cursor.copy(f"COPY ({ordered}) TO STDOUT") as sent:
                for piece in sent:
                    digest.update(piece)
            found[table] = digest.hexdigest()
    return found


def _digest(rows: Iterable[tuple[Any, ...]]) -> str:
    digest = sha256()
    for row in rows:
        digest.update(repr(row).encode() + b"\n")
    return digest.hexdigest()
