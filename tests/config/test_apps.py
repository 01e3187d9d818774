"""What happens before and after migrations; the roles themselves are in test_roles.py."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db(databases=["default", "recruitment"])
@pytest.mark.parametrize(
    ("database", "app", "name"),
    [
        ("default", "survey", "0002_openings"),
        ("default", "upkeep", "0001_initial"),
        ("recruitment", "recruitment", "0002_returns"),
    ],
)
def test_a_database_of_an_unreleased_version_is_refused_by_name_and_left_as_it_is(
    database: str, app: str, name: str
) -> None:
    recorder = MigrationRecorder(connections[database])
    recorder.record_applied(app, name)
    before = recorder.applied_migrations().keys()
    with pytest.raises(CommandError, match=rf"{database}.*{app}\.{name}.*use a new database"):
        call_command("migrate", database=database, verbosity=0, interactive=False)
    assert recorder.applied_migrations().keys() == before


@pytest.mark.django_db
def test_migrations_of_other_peoples_apps_are_none_of_ours() -> None:
    recorder = MigrationRecorder(connections["default"])
    recorder.record_applied("otp_totp", "9999_of_a_newer_release")
    call_command("migrate", verbosity=0, interactive=False)
