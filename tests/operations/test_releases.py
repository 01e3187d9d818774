"""A database that a newer release has changed is left alone, and the refusal names the way on."""

import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import manage
from core.release import release
from operations.health.databases import check_database
from operations.health.finding import Severity
from operations.models import Update
from operations.releases import note_release, require_known_databases, unknown_migrations
from tests.config.manage_process import manage as manage_as_process

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def newer() -> str:
    """The first database as a later release leaves it; the answer is the migration it made."""
    MigrationRecorder(connections["default"]).record_applied("survey", "0002_openings")
    Update.objects.create(release="1.2.0", migrated_at=timezone.now())
    return "survey.0002_openings"


def test_the_databases_of_this_release_are_known() -> None:
    assert [unknown_migrations(connection) for connection in connections.all()] == [[], []]
    require_known_databases()
    assert Update.objects.get().release == release()
    note_release()
    assert Update.objects.count() == 1


@pytest.mark.parametrize("command", ["load_study", "purge_expired", "send_mail", "shell", "serve"])
def test_commands_refuse_a_newer_database_by_name(
    newer: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["manage.py", command])
    with pytest.raises(SystemExit, match=rf"Needfinder 1\.2\.0 \(it has {newer}.*or restore"):
        manage.main()


def test_a_newer_database_is_not_migrated(newer: str) -> None:
    with pytest.raises(CommandError, match=rf"Needfinder 1\.2\.0 \(it has {newer}"):
        call_command("migrate", verbosity=0, interactive=False)
    assert Update.objects.order_by("-pk").first().release == "1.2.0"  # type: ignore[union-attr]


def test_doctor_names_the_newer_release(newer: str) -> None:
    (finding,) = check_database(connections["default"], now=timezone.now())
    assert finding.severity is Severity.ERROR
    assert "Needfinder 1.2.0" in finding.sentence
    assert newer in finding.sentence


def test_the_other_database_is_refused_with_the_release_that_the_first_one_names() -> None:
    Update.objects.create(release="1.2.0", migrated_at=timezone.now())
    MigrationRecorder(connections["recruitment"]).record_applied("recruitment", "0002_returns")
    with pytest.raises(CommandError, match=r"'recruitment'.*Needfinder 1\.2\.0"):
        call_command("migrate", database="recruitment", verbosity=0, interactive=False)


@pytest.mark.parametrize(("app", "name"), [("survey", "0002_openings"), ("upkeep", "0001_initial")])
def test_a_database_of_an_unreleased_version_is_refused_and_left_as_it_is(
    app: str, name: str
) -> None:
    Update.objects.all().delete()
    recorder = MigrationRecorder(connections["default"])
    recorder.record_applied(app, name)
    before = recorder.applied_migrations().keys()
    with pytest.raises(CommandError, match=rf"default.*{app}\.{name}.*use a new database"):
        call_command("migrate", verbosity=0, interactive=False)
    assert recorder.applied_migrations().keys() == before


def test_migrations_of_other_peoples_apps_are_none_of_ours() -> None:
    recorder = MigrationRecorder(connections["default"])
    recorder.record_applied("otp_totp", "9999_of_a_newer_release")
    assert unknown_migrations(connections["default"]) == []


def test_the_program_tells_its_own_version_without_any_settings(tmp_path: Path) -> None:
    told = manage_as_process(tmp_path, "--version", NEEDFINDER_MODE="production")
    assert (told.stdout, told.returncode) == (f"Needfinder {release()}\n", 0)
    assert not list(tmp_path.iterdir())


def test_a_server_does_not_start_on_a_newer_database(
    newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "config.wsgi", raising=False)
    with pytest.raises(Exception, match=r"Needfinder 1\.2\.0"):
        __import__("config.wsgi")
