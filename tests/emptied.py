"""What migrations wrote, put back after a test that commits, at whose end every table is emptied.

Django would have each app write it again: that takes longer than most tests, and groups would come
back under other primary keys, by which remembered worlds name them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.rows import Rows, put_back, rows_of


@contextmanager
def migrated_rows_come_back() -> Iterator[None]:
    """Entered where the test databases have been migrated, and hold nothing else."""
    written = {
        name: _written(connections[name]) for name in connections if is_of_tests(connections[name])
    }

    def put_all_back(_verbosity: int, _interactive: bool, name: str) -> None:
        put_back(connections[name], written[name])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", put_all_back)
        yield


def is_of_tests(connection: BaseDatabaseWrapper) -> bool:
    """A database that no test asks for is not made, and its name is that of the real one."""
    settings = connection.settings_dict
    return str(settings["NAME"]) == str(settings["TEST"]["NAME"])


def _written(connection: BaseDatabaseWrapper) -> Rows:
    tables = connection.introspection.django_table_names(only_existing=True)
    rows = {table: rows_of(connection, table) for table in sorted(tables)}
    return {table: held for table, held in rows.items() if held[1]}
