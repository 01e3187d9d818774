"""What every test can ask for; the browser is in journeys/conftest.py."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from hypothesis import HealthCheck, settings

from operations.append_only import unguard
from survey.members.roles import Role
from tests.emptied import is_of_tests, migrated_rows_come_back
from tests.roles import with_role
from tests.workspace.log_in.log_in import PASSWORD
from tests.world import STUDIES, World

# How busy a machine is says nothing about what is tested; all else stays as it is, in CI as well.
settings.register_profile(
    "on a busy machine",
    settings(),
    deadline=None,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("on a busy machine")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The other database has six tables, made as the models are: its migrations lead to the same.

    To follow those of every app once more, none of which changes it, would take four seconds: they
    are only noted as done.
    """
    connections["recruitment"].settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests that commit empty every table afterwards, the log of changes among them."""
    with ExitStack() as until_the_end:
        with django_db_blocker.unblock():
            unguard(connection)
            if is_of_tests(connections["recruitment"]):
                call_command("migrate", database="recruitment", fake=True, verbosity=0)
            until_the_end.enter_context(migrated_rows_come_back())
        yield


@pytest.fixture(autouse=True)
def nothing_kept_of_pages() -> None:
    """Effects that a test changes keep their fingerprint, by which parts of pages are known."""
    cache.clear()


@pytest.fixture
def refusals_unlogged() -> Iterator[None]:
    """Where hundreds of refusals are meant: writing each down takes longer than refusing."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def researcher(db: None) -> Client:
    return with_role(Role.RESEARCHER)


@pytest.fixture
def recruiter(db: None) -> Client:
    return with_role(Role.RECRUITER)


@pytest.fixture
def rita(db: None) -> User:
    """An account that may log in to the admin by a password."""
    return User.objects.create_user("rita", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """A writable copy of the shipped studies, to change and break."""
    for source in STUDIES.rglob("*.*"):
        target = tmp_path / source.relative_to(STUDIES)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())
    return tmp_path
