"""Checks of the settings that matter where strangers can reach the server."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from operations.health.finding import Finding, error, fine, note, warning

SHORTEST_SECRET, FEWEST_DIFFERENT = 50, 10
"""Characters, as `check --deploy` of Django demands."""

NEEDED_FOR_HTTPS = (
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
)


def check_mode(settings: Any) -> Iterator[Finding]:
    if settings.PRODUCTION:
        yield fine("This is the mode of a server.")
    else:
        yield note(
            f"This is the mode {settings.MODE}, made for this computer alone. A server that others "
            "reach runs without NEEDFINDER_MODE."
        )
    if settings.DEBUG:
        yield error("DEBUG is on: pages show the code and the settings to strangers. Turn it off.")
    else:
        yield fine("Debugging is off.")


def check_secret(settings: Any) -> Iterator[Finding]:
    secret = settings.SECRET_KEY
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT or "insecure" in secret:
        yield error(
            "SECRET_KEY can be guessed, and with it anybody is anybody. Make a long random one: "
            "docs/reference/settings.md says how."
        )
    elif settings.PRODUCTION and _is_secret_of_a_demo(settings, secret):
        yield error("SECRET_KEY is that of a demo on this machine. Give the server one of its own.")
    else:
        yield fine("The secret key is long and random.")


def _is_secret_of_a_demo(settings: Any, secret: str) -> bool:
    for file in settings.DATA_DIR.parent.glob("*/secret-key"):
        with suppress(OSError):  # a file of another account
            if file.read_text() == secret:
                return True
    return False


def check_https(settings: Any) -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    missing = [name for name in NEEDED_FOR_HTTPS if not getattr(settings, name, None)]
    if missing:
        yield error(f"Pages can travel unencrypted: {', '.join(missing)} is off. Turn it on.")
    else:
        yield fine("Pages and cookies travel by HTTPS alone.")
    if "*" in settings.ALLOWED_HOSTS:
        yield warning("ALLOWED_HOSTS takes every name. Name the hosts that this server answers to.")


def check_mail(settings: Any) -> Iterator[Finding]:
    if not settings.MAIL_SERVER:
        yield note(
            "No mail server is set: no invitation is mailed, nobody is told of faults, and "
            "passwords are reset by administrators. EMAIL_URL names one."
        )
    elif not settings.ADMINS:
        yield note(
            "Nobody is told of faults by mail: they are in the log alone. NEEDFINDER_ADMINS names "
            "who is."
        )
    else:
        yield fine(f"Mails about faults go to {len(settings.ADMINS)} people.")
