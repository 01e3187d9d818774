"""Passphrases, from the environment or the keyboard, never from a command's arguments."""

import sys
from getpass import getpass

from django.core.exceptions import ImproperlyConfigured

from core.secret_variables import secret
from operations.errors import OperationsError

VARIABLE = "NEEDFINDER_BACKUP_PASSPHRASE"
SHORTEST = 12


def new_passphrase() -> str:
    """Ask twice at the keyboard; raises OperationsError where both differ or it is too short."""
    passphrase = _given()
    if passphrase is None:
        passphrase = _asked("Passphrase for the backup: ")
        if passphrase != _asked("The same again: "):
            raise OperationsError("The two passphrases differ; nothing was written.")
    if len(passphrase) < SHORTEST:
        raise OperationsError(
            f"A passphrase needs at least {SHORTEST} characters, or it is soon guessed. Take "
            "several words, and keep them where the backup is not: without them it stays locked."
        )
    return passphrase


def existing_passphrase() -> str:
    passphrase = _given()
    return _asked("Passphrase of the backup: ") if passphrase is None else passphrase


def _given() -> str | None:
    try:
        return secret(VARIABLE)
    except ImproperlyConfigured as problem:
        raise OperationsError(str(problem)) from problem


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise OperationsError(
            f"Nobody is here to type a passphrase: set {VARIABLE}, or {VARIABLE}_FILE to the file "
            "that holds it."
        )
    return getpass(question)
