"""Worlds that are built once by the project's own actions, and remembered as rows of the database.

A test rolls back what it did, so the next one builds its world anew. Most tests of coding begin
with the same people, who go through the whole study page by page: putting their rows back takes a
tenth of the time.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, transaction

Rows = dict[str, tuple[list[str], list[Any]]]
"""By table: its columns, and its rows as the database keeps them."""

LOG = "operations_change"
"""The log of changes, in which migrations leave rows as well."""

FILLED_BY_MIGRATIONS = (
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    LOG,
)

_remembered: dict[Hashable, Rows] = {}


def remembered(name: Hashable, build: Callable[[], object]) -> None:
    """Put the rows back that `build` made when it ran first under this name; else run it now.

    In a database where a test has made something already it always runs: rows carry primary keys.
    """
    tables = _tables()
    if any(_has_rows(table) for table in tables):
        build()
        return
    # A test that commits empties every table, and groups come back under other primary keys.
    key = (name, tuple(Group.objects.order_by("pk").values_list("pk", flat=True)))
    if key in _remembered:
        _put_back(_remembered[key])
        return
    logged = _last_change()
    build()
    made = {table: _rows(table) for table in tables}
    made[LOG] = _rows(LOG, f"WHERE id > {logged}")
    _remembered[key] = {table: rows for table, rows in made.items() if rows[1]}


def _tables() -> list[str]:
    names = connection.introspection.table_names()
    return [name for name in names if name not in FILLED_BY_MIGRATIONS]


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
        return cursor.fetchone() is not None


def _last_change() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {LOG}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _rows(table: str, where: str = "") -> tuple[list[str], list[Any]]:
    with connection.cursor() as cursor:
        fields = connection.introspection.get_table_description(cursor, table)
        columns = [field.name for field in fields]
        if connection.vendor == "postgresql":
            # A row as text holds every value exactly, whatever its type.
            cursor.execute(f'SELECT kept::text FROM "{table}" AS kept {where}')  # noqa: S608
        else:
            # A plus before a column keeps the driver from converting what is stored.
            raw = ", ".join(f'+"{column}"' for column in columns)
            cursor.execute(f'SELECT {raw} FROM "{table}" {where}')  # noqa: S608
        return columns, cursor.fetchall()


def _put_back(rows: Rows) -> None:
    """In one transaction, at whose end keys of other tables are looked at: a test may commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(f'"{column}"' for column in columns)
            if connection.vendor == "postgresql":
                new = f'(%s::"{table}").*'
                cursor.executemany(f'INSERT INTO "{table}" ({names}) SELECT {new}', values)
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)  # noqa: S608
