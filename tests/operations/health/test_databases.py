"""Databases that are not migrated, not reachable, not apart or not on time are found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from operations.health import databases
from operations.health.finding import Severity
from survey.models import PageVisit
from tests.operations.health.server_settings import worst
from tests.world import NOON, World


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


@pytest.mark.django_db
def test_missing_migrations_and_databases_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "missing_migrations", lambda _connection: ["survey.0099_more"])
    assert "lacks 1 migrations" in worst(databases.check_database(connection, now=NOON))[1]

    def fails(_connection: Any) -> list[str]:
        raise DatabaseError("no such host")

    monkeypatch.setattr(databases, "missing_migrations", fails)
    severity, said = worst(databases.check_database(connection, now=NOON))
    assert severity is Severity.ERROR
    assert "cannot be reached (no such host)" in said


def test_one_account_for_both_databases_is_told() -> None:
    account = {"ENGINE": "django.db.backends.postgresql", "HOST": "h", "PORT": 5432, "USER": "a"}
    findings = databases.check_databases_differ({"default": account, "recruitment": account})
    assert worst(findings)[0] is Severity.WARNING
    findings = databases.check_databases_differ(
        {"default": account, "recruitment": account | {"USER": "b"}}
    )
    assert worst(findings)[0] is Severity.FINE
