"""A database in which somebody took part, and an empty one beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from operations import encryption
from survey.models import Answer
from survey.recruitment.actions import keep_contact
from tests.operations.filled_database import MARKER
from tests.survey.steps import finish
from tests.world import NOON, World


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


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> World:
    """Committed, so that other connections see it."""
    monkeypatch.setattr(encryption, "COST", 2)
    world = World()
    finish(world.ada)
    Answer.objects.filter(participant=world.ada).update(value=f"{MARKER} Ünï\n=1")
    keep_contact("tda-needfinding", "marker@example.org", day=NOON.date())
    return world
