"""Reads the addresses of the two databases; a wrong one raises an error that says what to do."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# Reasons are in docs/decisions/0002: with IMMEDIATE concurrent writers wait instead of failing,
# FULL keeps an acknowledged answer through a power cut, and deleted content is overwritten.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}

SQLITE = "django.db.backends.sqlite3"
USUAL_PORT = 5432
THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}

PERSISTENT = {"CONN_MAX_AGE": 60}
"""To connect for every page would take as long as a page's queries."""

TIMEOUT = {"connect_timeout": 5}
"""Seconds; without it every page waits for minutes when the server cannot be reached."""

TEST_RUN = secrets.token_hex(4)
"""Part of the names of test databases: runs beside each other, in one checkout or on one server,
have databases of their own."""


def database(env: environ.Env, name: str, file: Path) -> dict[str, Any]:
    """Django's settings for the database that a variable such as DATABASE_URL names.

    Where the variable is not set, that is an SQLite file. Raises ImproperlyConfigured where it
    names no database.
    """
    try:
        database: dict[str, Any] = env.db(name, default=f"sqlite:///{file}")
        _by_socket(database, env.str(name, default=""))
    except ValueError:
        database = {}
    if not database.get("ENGINE") or not database.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} names no database: write it as postgres://user:password@host/name, "
            "or leave it out for SQLite in the data folder."
        )
    if database["ENGINE"] != SQLITE:
        password = env.str(name.replace("_URL", "_PASSWORD"), default="")
        database["PASSWORD"] = database["PASSWORD"] or password
        options = TIMEOUT | database.get("OPTIONS", {})
        test = {"NAME": f"test_{database['NAME'][:40]}_{TEST_RUN}"}
        return (
            database | PERSISTENT | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options, "TEST": test}
        )
    # In a file, so that live_server and the test have connections of their own.
    test = {"NAME": str(file.with_name(f"test-{file.stem}-{TEST_RUN}{file.suffix}"))}
    return database | PERSISTENT | {"OPTIONS": SQLITE_OPTIONS, "TEST": test}


def _by_socket(database: dict[str, Any], address: str) -> None:
    """Understand a socket's folder as libpq does: as the host, or among the options."""
    host = urlsplit(address).netloc.rpartition("@")[2]
    if host.upper().startswith("%2F"):
        folder, _colon, port = host.partition(":")
        database |= {"HOST": unquote(folder), "PORT": int(port) if port else ""}
    options = database.get("OPTIONS", {})
    for part in ("host", "port", "user", "password"):
        if part in options:
            database[part.upper()] = str(options.pop(part))


def require_different(databases: dict[str, dict[str, Any]]) -> None:
    """Raises ImproperlyConfigured where two settings name the same database."""
    if len({_place(database) for database in databases.values()}) < len(databases):
        raise ImproperlyConfigured(
            "RECRUITMENT_DATABASE_URL names the database of the answers. Give it a database of "
            "its own, so that nobody finds who was recruited beside what was answered."
        )


def _place(database: dict[str, Any]) -> tuple[str, ...]:
    """Where a database is, whichever of its names this machine is called by."""
    host = str(database.get("HOST") or "")
    is_here = database["ENGINE"] != SQLITE and (host in THIS_MACHINE or host.startswith("/"))
    port = str(database.get("PORT") or USUAL_PORT)
    return (database["ENGINE"], "" if is_here else host, port, str(database["NAME"]))
