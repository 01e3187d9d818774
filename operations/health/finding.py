"""What was found about an installation, and how much it matters."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    FINE = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Finding:
    """One sentence that says what is the case, and what to do where something is to be done."""

    severity: Severity
    sentence: str


def fine(sentence: str) -> Finding:
    return Finding(Severity.FINE, sentence)


def note(sentence: str) -> Finding:
    return Finding(Severity.NOTE, sentence)


def warning(sentence: str) -> Finding:
    return Finding(Severity.WARNING, sentence)


def error(sentence: str) -> Finding:
    return Finding(Severity.ERROR, sentence)
