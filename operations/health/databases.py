"""Checks of the databases: reachable, migrated, kept apart, discreet and on time."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from operations.health.finding import Finding, error, fine, note, warning
from operations.releases import refusal, unknown_migrations
from survey.participation.models import PageVisit
from survey.population import Population

LARGEST_CLOCK_DIFFERENCE = timedelta(seconds=30)

DISCREET = {
    "log_statement": {"none"},
    "log_min_duration_statement": {"-1"},
    "log_min_error_statement": {"log", "fatal", "panic"},
    "log_error_verbosity": {"terse"},
}
"""Settings of PostgreSQL, with the values that keep participants' texts out of its log."""


def check_database(connection: BaseDatabaseWrapper, *, now: datetime) -> Iterator[Finding]:
    name = connection.alias
    try:
        unknown = unknown_migrations(connection)
        if unknown:
            yield error(refusal(name, unknown))
            return
        missing = missing_migrations(connection)
        if missing:
            yield error(
                f"The database {name} lacks {len(missing)} migrations, such as {missing[0]}: run "
                f"`needfinder migrate --database {name}`."
            )
            return
        yield fine(f"The database {name} is there and up to date.")
        yield from _check_clock(connection, now=now)
        if connection.vendor == "postgresql":
            yield from _check_log(connection)
    except DatabaseError as problem:
        yield error(f"The database {name} cannot be reached ({str(problem).strip()}). Start it.")


def missing_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def _check_clock(connection: BaseDatabaseWrapper, *, now: datetime) -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (its_time,) = cursor.fetchone()
        # Not `now`: the query itself takes a moment.
        difference = abs(its_time - datetime.now(UTC))
        if difference > LARGEST_CLOCK_DIFFERENCE:
            yield error(
                f"The clock of the database {connection.alias} is {difference.total_seconds():.0f} "
                "seconds from that of this machine. Let both follow a time server."
            )
    if connection.alias == "default":
        newest = PageVisit.objects.filter(participant__population=Population.PEOPLE).aggregate(
            newest=Max("shown_at")
        )["newest"]
        if newest is not None and newest > now + LARGEST_CLOCK_DIFFERENCE:
            yield error(
                f"A page was given at {newest:%Y-%m-%d %H:%M:%S}, which is still to come: the "
                "clock of this machine went back. Let it follow a time server."
            )


def _check_log(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """Statements that store an answer hold it, and so do the messages about failed ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*DISCREET]])
        settings = dict(cursor.fetchall())
    indiscreet = [name for name, values in DISCREET.items() if settings[name] not in values]
    if indiscreet:
        yield warning(
            "PostgreSQL can write down what people say in its own log, by "
            f"{', '.join(indiscreet)} of the database {connection.alias}: "
            "docs/how-to/deploy.md says what to set."
        )
    else:
        yield fine(f"The log of PostgreSQL holds no statement of the database {connection.alias}.")


def check_databases_differ(databases: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    """Whether one account can read both databases; that they are two, the settings see to."""
    first, second = databases["default"], databases["recruitment"]
    if any("sqlite" in database["ENGINE"] for database in (first, second)):
        yield note(
            "Whoever can read the data folder can read both databases. Keep the copies apart all "
            "the same: `needfinder backup` writes a file for each."
        )
    elif all(first[part] == second[part] for part in ("HOST", "PORT", "USER")):
        yield warning(
            "Both databases are read with the same account, so whoever has it can lay who was "
            "recruited beside what was answered. Give the second database an account of its own."
        )
    else:
        yield fine("Answers and recruitment have accounts of their own.")


def check_databases(*, now: datetime) -> Iterator[Finding]:
    for connection in connections.all():
        yield from check_database(connection, now=now)
