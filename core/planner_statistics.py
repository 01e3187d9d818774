"""Columns that hold people's words, which a database may not copy to where no deletion reaches."""

from typing import Any

from django.db.migrations import RunPython


def without_statistics(database: str, table: str, *columns: str) -> RunPython:
    """An operation that keeps PostgreSQL from noting common values of columns for its planner.

    It would copy them into a table of its own, and leave them there when all rows are deleted.
    """

    def alter(_apps: Any, editor: Any) -> None:
        connection = editor.connection
        if connection.vendor == "postgresql" and connection.alias == database:
            for column in columns:
                editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')

    return RunPython(alter, RunPython.noop)
