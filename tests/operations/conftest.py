"""Databases beside those of the tests: empty, and gone afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Of the same kind as the first database, and under its name."""
    other = connections["default"].copy()
    if connection.vendor == "sqlite":
        other.settings_dict = {**other.settings_dict, "NAME": str(tmp_path / "empty.sqlite3")}
        yield other
        other.close()
        return
    # Tests side by side have databases of their own.
    name = f"{connection.settings_dict['NAME']}_empty"
    other.settings_dict = {**other.settings_dict, "NAME": name}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield other
    other.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")
