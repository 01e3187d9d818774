"""Worlds that are built once by the project's own actions, and remembered as rows of the database.

A test rolls back what it did, so the next one builds its world anew. Most tests of coding begin
with the same people, who go through the whole study page by page: putting their rows back takes a
tenth of the time.
"""

from collections.abc import Callable, Hashable

from django.db import connection

from tests.rows import Rows, put_back, rows_of

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
    if name in _remembered:
        put_back(connection, _remembered[name])
        return
    logged = _last_change()
    build()
    made = {table: rows_of(connection, table) for table in tables}
    made[LOG] = rows_of(connection, LOG, f"WHERE id > {logged}")
    _remembered[name] = {table: rows for table, rows in made.items() if rows[1]}


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
