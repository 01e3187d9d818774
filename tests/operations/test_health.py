"""The doctor finds what is wrong, says what to do, and ends with how serious it is."""

import os
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.conf import settings as real
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from operations.backup import note_backup
from operations.health import databases, machine, server
from operations.health.finding import Finding, Severity
from survey.models import PageVisit
from tests.world import NOON, World

SECRET = "a-key-of-its-own-with-more-than-fifty-different-letters-0123456789"


def given(tmp_path: Path, **changes: Any) -> Any:
    """The settings of a server in good order, but for the changes."""
    good = {
        "PRODUCTION": True,
        "MODE": "production",
        "DEBUG": False,
        "SECRET_KEY": SECRET,
        "DATA_DIR": tmp_path / "production",
        "FIXTURES_DIR": tmp_path,
        "ADMINS": [("a", "b")],
        "ALLOWED_HOSTS": ["study.example.org"],
        **dict.fromkeys(server.NEEDED_FOR_HTTPS, True),
    }
    (tmp_path / "production").mkdir(exist_ok=True, mode=0o700)
    return SimpleNamespace(**good | changes)


def worst(found: Iterable[Finding]) -> tuple[Severity, str]:
    finding = max(found, key=lambda each: each.severity)
    return finding.severity, finding.sentence


def of_server(settings: Any) -> list[Finding]:
    questions = (server.check_mode, server.check_secret, server.check_https, server.check_mail)
    return [finding for question in questions for finding in question(settings)]


def test_a_server_in_good_order_is_fine(tmp_path: Path) -> None:
    assert worst(of_server(given(tmp_path)))[0] is Severity.FINE


@pytest.mark.parametrize(
    ("changes", "severity", "said"),
    [
        ({"DEBUG": True}, Severity.ERROR, "DEBUG is on"),
        ({"SECRET_KEY": "short"}, Severity.ERROR, "can be guessed"),
        ({"SECRET_KEY": "x" * 60}, Severity.ERROR, "can be guessed"),
        ({"SECURE_SSL_REDIRECT": False}, Severity.ERROR, "SECURE_SSL_REDIRECT is off"),
        ({"ALLOWED_HOSTS": ["*"]}, Severity.WARNING, "takes every name"),
        ({"ADMINS": []}, Severity.NOTE, "No e-mail is sent"),
        ({"PRODUCTION": False, "MODE": "demo"}, Severity.NOTE, "this computer alone"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said(
    tmp_path: Path, changes: dict[str, Any], severity: Severity, said: str
) -> None:
    found = worst(of_server(given(tmp_path, **changes)))
    assert found[0] is severity
    assert said in found[1]


def test_the_secret_of_a_demo_is_known_again(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "secret-key").write_text(SECRET)
    assert worst(server.check_secret(given(tmp_path)))[1].startswith("SECRET_KEY is that of a demo")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("free", "severity"),
    [(10**8, Severity.ERROR), (10**9, Severity.WARNING), (10**10, Severity.FINE)],
)
def test_a_disk_that_is_nearly_full_is_told_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, severity: Severity
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(free, 0, free))
    assert worst(machine.check_disk(tmp_path))[0] is severity


def test_folders_are_for_the_server_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "could change the studies" in worst(machine.check_folders(settings))[1]
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "machine's administrator" in worst(machine.check_folders(settings))[1]
    settings.DATA_DIR.chmod(0o755)
    assert "can look into" in next(iter(machine.check_folders(settings))).sentence


def test_backups_are_missed_and_grow_old(tmp_path: Path) -> None:
    def found() -> tuple[Severity, str]:
        return worst(machine.check_backups(tmp_path, ["default"], now=NOON))

    assert found()[1].startswith("There is no backup of the database default")
    file = tmp_path / "made"
    note_backup(tmp_path, "default", file, now=NOON - timedelta(hours=5))
    assert found() == (
        Severity.NOTE,
        f"{file} is gone; if it was moved to another machine, all is well.",
    )
    file.touch()
    assert found()[0] is Severity.FINE
    note_backup(tmp_path, "default", file, now=NOON - timedelta(days=3))
    assert (
        found()[1] == "The latest backup of the database default is 3 days old. Make one every day."
    )


@pytest.mark.django_db
def test_a_clock_that_went_back_is_noticed(world: World) -> None:
    now = timezone.now()
    assert world.ada
    PageVisit.objects.update(shown_at=now - timedelta(minutes=1))
    assert "clock" not in worst(databases.check_database(connection, now=now))[1]
    PageVisit.objects.update(shown_at=now + timedelta(hours=1))
    assert (
        "the clock of this machine went back"
        in worst(databases.check_database(connection, now=now))[1]
    )


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes no log")
def test_a_log_of_postgresql_that_holds_words_is_told_of(db: None) -> None:
    # The default writes down every statement that failed, with all that was to be stored.
    severity, sentence = worst(databases.check_database(connection, now=timezone.now()))
    assert severity is Severity.WARNING
    assert "by log_min_error_statement, log_error_verbosity of the database default" in sentence
    with connection.cursor() as cursor:
        cursor.execute("SET log_min_error_statement = panic; SET log_error_verbosity = terse")
    assert worst(databases.check_database(connection, now=timezone.now()))[0] is Severity.FINE


def test_missing_migrations_and_databases_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "_waiting", lambda _connection: ["survey.0099_more"])
    assert "lacks 1 migrations" in worst(databases.check_database(connection, now=NOON))[1]

    def fails(_connection: Any) -> list[str]:
        raise DatabaseError("no such host")

    monkeypatch.setattr(databases, "_waiting", fails)
    severity, said = worst(databases.check_database(connection, now=NOON))
    assert severity is Severity.ERROR
    assert "cannot be reached (no such host)" in said


def test_one_account_for_both_databases_is_told() -> None:
    one = {"ENGINE": "django.db.backends.postgresql", "HOST": "h", "PORT": 5432, "USER": "a"}
    found = databases.check_databases_differ({"default": one, "recruitment": one})
    assert worst(found)[0] is Severity.WARNING
    found = databases.check_databases_differ({"default": one, "recruitment": one | {"USER": "b"}})
    assert worst(found)[0] is Severity.FINE


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_the_command_ends_with_how_serious_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(real, "DATA_DIR", tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 3
    assert "look at this: There is no backup of the database default" in capsys.readouterr().out
    monkeypatch.setattr(real, "DEBUG", True)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 4
