"""Reading the environment so that a wrong setting is answered by a sentence."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")

# Why these, docs/decisions/0002: IMMEDIATE never fails under concurrent writers, FULL keeps an
# acknowledged answer through a power cut, and what is deleted is overwritten.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}

KEPT_OPEN = {"CONN_MAX_AGE": 60}
"""Connecting anew for each page would cost as much as a page's queries."""

TEST_RUN = secrets.token_hex(4)
"""Part of the names of test databases: runs beside each other, in one checkout or on one server,
have databases of their own."""

PATIENCE = {"connect_timeout": 5}
"""Seconds; a server that is cut off answers nothing, and every page would wait for minutes."""


def chosen_mode(env: environ.Env) -> str:
    mode: str = env.str("NEEDFINDER_MODE", default="production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"NEEDFINDER_MODE={mode!r}: use one of {', '.join(MODES)}.")
    return mode


def data_folder(env: environ.Env, project: Path) -> Path:
    """Where all modes have their folders: NEEDFINDER_DATA_DIR, else beside a checkout's code.

    An installed project writes nothing beside its code, which an update or an uninstallation
    removes; it has a folder where programs keep what belongs to the person who runs them.
    """
    chosen: str = env.str("NEEDFINDER_DATA_DIR", default="")
    if chosen:
        return Path(chosen)
    if (project / "pyproject.toml").exists():
        return project / "data"
    return users_data_folder() / "needfinder"


def users_data_folder() -> Path:
    """Windows: LOCALAPPDATA; macOS: Application Support; else the XDG Base Directory spec."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def database(env: environ.Env, name: str, file: Path) -> dict[str, Any]:
    """What a variable such as DATABASE_URL names, or an SQLite file where it is not set.

    Raises ImproperlyConfigured where it names nothing usable.
    """
    try:
        found: dict[str, Any] = env.db(name, default=f"sqlite:///{file}")
    except ValueError:
        found = {}
    if not found.get("ENGINE") or not found.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} names no database: write it as postgres://user:password@host/name, "
            "or leave it out for SQLite in the data folder."
        )
    if found["ENGINE"] != "django.db.backends.sqlite3":
        options = PATIENCE | found.get("OPTIONS", {})
        test = {"NAME": f"test_{found['NAME'][:40]}_{TEST_RUN}"}
        return found | KEPT_OPEN | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options, "TEST": test}
    # live_server and the test share a file; an in-memory database would share one connection.
    test = {"NAME": str(file.with_name(f"test-{file.stem}-{TEST_RUN}{file.suffix}"))}
    return found | KEPT_OPEN | {"OPTIONS": SQLITE_OPTIONS, "TEST": test}


def require_apart(databases: dict[str, dict[str, Any]]) -> None:
    """Raises ImproperlyConfigured where two databases are one and the same."""
    places = [
        tuple(str(each.get(part) or "") for part in ("ENGINE", "HOST", "PORT", "NAME"))
        for each in databases.values()
    ]
    if len(set(places)) < len(places):
        raise ImproperlyConfigured(
            "RECRUITMENT_DATABASE_URL names the database of the answers. Give it a database of "
            "its own, so that nobody finds who was recruited beside what was answered."
        )


def required(env: environ.Env, name: str, what: str) -> str:
    """The value of a variable that production cannot do without.

    Raises ImproperlyConfigured where it is missing or empty.
    """
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. A server needs it: {what}. "
            "To try Needfinder on this computer instead, run `python3 run.py demo` (or, where it "
            "is installed, `needfinder demo`), or set NEEDFINDER_MODE=demo for its other commands."
        )
    return value


def writable_folder(path: Path) -> Path:
    """The folder, made where it is missing.

    Raises ImproperlyConfigured where it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {path} cannot be made ({problem.strerror}). "
            "Set NEEDFINDER_DATA_DIR to a folder this account may write to."
        ) from problem
    return path


def kept_secret(path: Path) -> str:
    """The secret in a file that only its owner can read, made on first use."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        # A link fails where the file is already there: of two first starts, one secret stands.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
