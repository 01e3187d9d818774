"""Reading the environment so that a wrong setting is answered by a sentence."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")


def chosen_mode(env: environ.Env) -> str:
    mode: str = env.str("NEEDFINDER_MODE", default="production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"NEEDFINDER_MODE={mode!r}: use one of {', '.join(MODES)}.")
    return mode


def database(env: environ.Env, default: str) -> dict[str, Any]:
    """What DATABASE_URL names; raises ImproperlyConfigured where it names nothing usable."""
    try:
        found: dict[str, Any] = env.db("DATABASE_URL", default=default)
    except ValueError:
        found = {}
    if not found.get("ENGINE") or not found.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database: write it as postgres://user:password@host/name, "
            "or leave it out for SQLite in the data folder."
        )
    return found


def required(env: environ.Env, name: str, what: str) -> str:
    """The value of a variable that production cannot do without.

    Raises ImproperlyConfigured where it is missing or empty.
    """
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. A server needs it: {what}. "
            "To try Needfinder on this computer instead, run `python3 run.py demo`, "
            "or set NEEDFINDER_MODE=demo for its other commands."
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
