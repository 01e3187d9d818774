"""Reads settings from the environment; a wrong one raises an error that says what to do."""

import os
import sys
from email.utils import getaddresses, parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")


def chosen_mode(env: environ.Env) -> str:
    mode: str = env.str("NEEDFINDER_MODE", default="production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"NEEDFINDER_MODE={mode!r}: use one of {', '.join(MODES)}.")
    return mode


def data_folder(env: environ.Env, project: Path) -> Path:
    """The parent of all modes' data folders: NEEDFINDER_DATA_DIR, or `data` in a checkout.

    An installed project keeps its data in the user's own folder, since an update or an
    uninstallation removes what lies beside the code.
    """
    folder: str = env.str("NEEDFINDER_DATA_DIR", default="")
    if folder:
        return Path(folder)
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


MOST_DAYS_OF_COPIES = 3650


def copies_kept_days(env: environ.Env) -> int | None:
    """NEEDFINDER_BACKUP_DAYS; None where no rule says when copies of the databases are deleted."""
    given: str = env.str("NEEDFINDER_BACKUP_DAYS", default="").strip()
    if not given:
        return None
    if not given.isdecimal() or not 1 <= int(given) <= MOST_DAYS_OF_COPIES:
        raise ImproperlyConfigured(
            f"NEEDFINDER_BACKUP_DAYS={given!r} is no number of days. Write a whole number from 1 "
            f"to {MOST_DAYS_OF_COPIES}: for how long copies of the databases are kept."
        )
    return int(given)


MAIL_TIMEOUT = 8
"""Seconds for each reply of the mail server, so that no page waits longer for one that is away."""

USUAL_PORTS = {"EMAIL_USE_TLS": 587, "EMAIL_USE_SSL": 465}

LOCAL = ("localhost", "127.0.0.1", "::1")


def mail(env: environ.Env) -> dict[str, Any]:
    """Django's settings for the mail server that EMAIL_URL names; MAIL_SERVER is empty without one.

    Raises ImproperlyConfigured where it names none, where mails would travel unencrypted, or where
    nobody is named that they come from.
    """
    given: str = env.str("EMAIL_URL", default="").strip()
    if not given:
        return {"MAIL_SERVER": "", "EMAIL_TIMEOUT": MAIL_TIMEOUT}
    try:
        server: dict[str, Any] = env.email_url("EMAIL_URL")
    except (ValueError, ImproperlyConfigured):
        server = {}
    host: str = server.get("EMAIL_HOST") or ""
    if not str(server.get("EMAIL_BACKEND")).endswith(".smtp.EmailBackend") or not host:
        raise ImproperlyConfigured(
            "EMAIL_URL names no mail server: write it as smtp+tls://user:password@host:587, or as "
            "smtp+ssl://user:password@host:465, or leave it out."
        )
    port = next((port for key, port in USUAL_PORTS.items() if server.get(key)), None)
    if port is None and host not in LOCAL:
        raise ImproperlyConfigured(
            f"EMAIL_URL would send mails to {host} unencrypted: write smtp+tls:// or smtp+ssl:// "
            "in place of smtp://, with the port that belongs to it."
        )
    return server | {
        "EMAIL_PORT": server.get("EMAIL_PORT") or port or 25,
        "EMAIL_TIMEOUT": MAIL_TIMEOUT,
        "DEFAULT_FROM_EMAIL": (sender := sender_of_mail(env)),
        "SERVER_EMAIL": sender,
        "MAIL_SERVER": host,
    }


def admins(env: environ.Env) -> list[tuple[str, str]]:
    """NEEDFINDER_ADMINS as Django takes them; raises ImproperlyConfigured where one is no address.

    Mails to them need a mail server.
    """
    given: str = env.str("NEEDFINDER_ADMINS", default="").strip()
    people = [(name, address) for name, address in getaddresses([given]) if name or address]
    if any("@" not in address for _name, address in people) or len(given.splitlines()) > 1:
        raise ImproperlyConfigured(
            "NEEDFINDER_ADMINS names somebody without an address: write addresses with commas "
            "between, such as admin@example.org, Ada <ada@example.org>."
        )
    if people and not env.str("EMAIL_URL", default="").strip():
        raise ImproperlyConfigured(
            "NEEDFINDER_ADMINS is set, and no mail server: set EMAIL_URL as well."
        )
    return people


def sender_of_mail(env: environ.Env) -> str:
    """NEEDFINDER_MAIL_FROM; raises ImproperlyConfigured where it is no address."""
    sender: str = env.str("NEEDFINDER_MAIL_FROM", default="").strip()
    _name, address = parseaddr(sender)
    if "@" not in address or len(sender.splitlines()) != 1:
        raise ImproperlyConfigured(
            "NEEDFINDER_MAIL_FROM is needed beside EMAIL_URL: the address that mails come from, "
            "such as Needfinder <study@example.org>."
        )
    return sender


def time_zone(env: environ.Env) -> str:
    """NEEDFINDER_TIME_ZONE; raises ImproperlyConfigured where there is no such zone."""
    name: str = env.str("NEEDFINDER_TIME_ZONE", default="").strip() or "UTC"
    if name not in available_timezones():
        raise ImproperlyConfigured(
            f"NEEDFINDER_TIME_ZONE={name!r} is no time zone: write one such as Europe/Berlin."
        )
    return name


def required(env: environ.Env, name: str, purpose: str) -> str:
    """The value of a variable that production needs; `purpose` describes it in the message.

    Raises ImproperlyConfigured where it is missing or empty.
    """
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. A server needs it: {purpose}. "
            "To try Needfinder on this computer instead, run `python3 run.py demo` (or, where it "
            "is installed, `needfinder demo`), or set NEEDFINDER_MODE=demo for its other commands."
        )
    return value


def writable_folder(path: Path) -> Path:
    """Make the folder where it is missing; raises ImproperlyConfigured where that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {path} cannot be made ({problem.strerror}). "
            "Set NEEDFINDER_DATA_DIR to a folder this account may write to."
        ) from problem
    return path


def single_sign_on(env: environ.Env) -> dict[str, Any] | None:
    """What is known of a provider of OpenID Connect; None where NEEDFINDER_SSO_ISSUER is not set.

    Raises ImproperlyConfigured where a part of it is missing or unsafe.
    """
    issuer: str = env.str("NEEDFINDER_SSO_ISSUER", default="").strip()
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ImproperlyConfigured(
            "NEEDFINDER_SSO_ISSUER is no address that begins with https://. Write the issuer "
            "exactly as the provider names it."
        )
    if find_spec("authlib") is None or find_spec("requests") is None:
        raise ImproperlyConfigured(
            "NEEDFINDER_SSO_ISSUER is set, and what single sign-on needs is not installed: "
            "install requirements/server.txt, or needfinder[sso]."
        )
    domains: list[str] = env.list("NEEDFINDER_SSO_DOMAINS", default=[])
    return {
        "name": env.str("NEEDFINDER_SSO_NAME", default="your institution"),
        "issuer": issuer,
        "client": required(env, "NEEDFINDER_SSO_CLIENT", "the client id that the provider gave"),
        "secret": required(env, "NEEDFINDER_SSO_SECRET", "the secret that the provider gave"),
        "domains": tuple(domain.strip().lstrip("@").casefold() for domain in domains if domain),
    }
