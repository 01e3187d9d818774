"""Passphrases, from the environment or the keyboard, never from a command's arguments."""

import os
import sys
from getpass import getpass

from operations.errors import OperationsError

VARIABLE = "NEEDFINDER_BACKUP_PASSPHRASE"
SHORTEST = 12


def new_passphrase() -> str:
    """Ask twice at the keyboard; raises OperationsError where both differ or it is too short."""
    passphrase = os.environ.get(VARIABLE)
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
    passphrase = os.environ.get(VARIABLE)
    return _asked("Passphrase of the backup: ") if passphrase is None else passphrase


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise OperationsError(f"Nobody is here to type a passphrase: set {VARIABLE}.")
    return getpass(question)
