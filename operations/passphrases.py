"""Passphrases come from the environment or from somebody at the keyboard, never from arguments."""

import os
import sys
from getpass import getpass

from operations.errors import OperationsError

VARIABLE = "NEEDFINDER_BACKUP_PASSPHRASE"
SHORTEST = 12


def new_passphrase() -> str:
    """Asked for twice; raises OperationsError for one that is short, or typed in two ways."""
    found = os.environ.get(VARIABLE)
    if found is None:
        found = _asked("Passphrase for the backup: ")
        if found != _asked("The same again: "):
            raise OperationsError("The two passphrases differ; nothing was written.")
    if len(found) < SHORTEST:
        raise OperationsError(
            f"A passphrase needs at least {SHORTEST} characters, or it is soon guessed. Take "
            "several words, and keep them where the backup is not: without them it stays locked."
        )
    return found


def known_passphrase() -> str:
    found = os.environ.get(VARIABLE)
    return _asked("Passphrase of the backup: ") if found is None else found


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise OperationsError(f"Nobody is here to type a passphrase: set {VARIABLE}.")
    return getpass(question)
