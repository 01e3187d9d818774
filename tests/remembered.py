"""Worlds that are built once by the project's own actions, and remembered as rows of the database.

A test rolls back what it did, so the next one builds its world anew. Most tests of coding begin
with the same people, who go through the whole study page by page: putting their rows back takes a
tenth of the time.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

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

Built = TypeVar("Built")

_remembered: dict[Hashable, tuple[dict[str, Rows], object]] = {}


def remembered(
    name: Hashable, build: Callable[[], Built], *, databases: tuple[str, ...] = ("default",)
) -> Built:
    """What `build` returned when it ran first under this name, its rows put back; else run it now.

    In a database where a test has made something already it always runs: rows carry primary keys.
    """
    if any(_has_rows(connections[one], table) for one in databases for table in _tables(one)):
        return build()
    if name in _remembered:
        rows, built = _remembered[name]
        for one in databases:
            put_back(connections[one], rows[one])
        return built  # type: ignore[return-value]  # of the same name, made by the same function
    logged = _last_change()
    built = build()
    _remembered[name] = {one: dict(_made(one, logged)) for one in databases}, built
    return built


def _made(database: str, logged: int) -> Iterator[tuple[str, tuple[list[str], list[object]]]]:
    """By table, what is in it now; of the log, what came after this entry."""
    wheres = dict.fromkeys(_tables(database), "")
    if database == "default":
        wheres[LOG] = f"WHERE id > {logged}"
    for table, where in wheres.items():
        rows = rows_of(connections[database], table, where)
        if rows[1]:
            yield table, rows


def _tables(database: str) -> list[str]:
    names = connections[database].introspection.table_names()
    return [name for name in names if name not in FILLED_BY_MIGRATIONS]


def _has_rows(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
        return cursor.fetchone() is not None


def _last_change() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {LOG}")  # noqa: S608
        return int(cursor.fetchone()[0])
