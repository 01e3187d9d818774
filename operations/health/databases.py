"""Whether the databases can be reached, are up to date, apart, and agree on the time."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from operations.health.finding import Finding, error, fine, note, warning
from survey.participation.models import PageVisit
from survey.population import Population

FAR_OFF = timedelta(seconds=30)

DISCREET = {
    "log_statement": {"none"},
    "log_min_duration_statement": {"-1"},
    "log_min_error_statement": {"log", "fatal", "panic"},
    "log_error_verbosity": {"terse"},
}
"""Settings of PostgreSQL by name, with the values by which its log holds nobody's words."""


def of_database(connection: BaseDatabaseWrapper, *, now: datetime) -> Iterator[Finding]:
    name = connection.alias
    try:
        waiting = _waiting(connection)
        if waiting:
            yield error(
                f"The database {name} lacks {len(waiting)} migrations, such as {waiting[0]}: run "
                f"`manage.py migrate --database {name}`."
            )
            return
        yield fine(f"The database {name} is there and up to date.")
        yield from _of_clock(connection, now=now)
        if connection.vendor == "postgresql":
            yield from _of_its_log(connection)
    except DatabaseError as problem:
        yield error(f"The database {name} cannot be reached ({str(problem).strip()}). Start it.")


def _waiting(connection: BaseDatabaseWrapper) -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def _of_clock(connection: BaseDatabaseWrapper, *, now: datetime) -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (there,) = cursor.fetchone()
        # The question itself takes a moment, so the clock is read again.
        off = abs(there - datetime.now(UTC))
        if off > FAR_OFF:
            yield error(
                f"The clock of the database {connection.alias} is {off.total_seconds():.0f} "
                "seconds from that of this machine. Let both follow a time server."
            )
    if connection.alias == "default":
        newest = PageVisit.objects.filter(participant__population=Population.PEOPLE).aggregate(
            newest=Max("shown_at")
        )["newest"]
        if newest is not None and newest > now + FAR_OFF:
            yield error(
                f"A page was given at {newest:%Y-%m-%d %H:%M:%S}, which is still to come: the "
                "clock of this machine went back. Let it follow a time server."
            )


def _of_its_log(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """A statement that stores an answer holds it, and so does what is said of one that failed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*DISCREET]])
        found = dict(cursor.fetchall())
    telling = [name for name, settings in DISCREET.items() if found[name] not in settings]
    if telling:
        yield warning(
            f"PostgreSQL can write down what people say in its own log, by {', '.join(telling)} of "
            f"the database {connection.alias}: docs/how-to/deploy.md says what to set."
        )
    else:
        yield fine(f"The log of PostgreSQL holds no statement of the database {connection.alias}.")


def of_apartness(databases: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    """Settings refuse one database for both; here is asked who can read both."""
    first, second = databases["default"], databases["recruitment"]
    if any("sqlite" in each["ENGINE"] for each in (first, second)):
        yield note(
            "Whoever can read the data folder can read both databases. Keep the copies apart all "
            "the same: `manage.py backup` writes a file for each."
        )
    elif all(first[part] == second[part] for part in ("HOST", "PORT", "USER")):
        yield warning(
            "Both databases are read with the same account, so whoever has it can lay who was "
            "recruited beside what was answered. Give the second database an account of its own."
        )
    else:
        yield fine("Answers and recruitment have accounts of their own.")


def of_databases(*, now: datetime) -> Iterator[Finding]:
    for connection in connections.all():
        yield from of_database(connection, now=now)
