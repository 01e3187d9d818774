"""Migrations that keep personal texts out of PostgreSQL's statistics."""

from typing import Any

from django.db.migrations import RunPython


def without_statistics(database: str, table: str, *columns: str) -> RunPython:
    """An operation after which PostgreSQL collects no statistics on some columns of a table.

    Its query planner would otherwise copy common values into a table of its own, where they stay
    when the rows are deleted.
    """

    def alter(_apps: Any, editor: Any) -> None:
        connection = editor.connection
        if connection.vendor == "postgresql" and connection.alias == database:
            for column in columns:
                editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')

    return RunPython(alter, RunPython.noop)
