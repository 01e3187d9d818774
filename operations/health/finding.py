"""Findings about an installation, and how serious they are."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    FINE = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Finding:
    """One sentence that says what is the case and, where it is not fine, what to do."""

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
