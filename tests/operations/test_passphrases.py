"""Passphrases come from the environment or the keyboard, and short ones are refused."""

from collections.abc import Iterator

import pytest

from operations import passphrases
from operations.errors import OperationsError
from operations.passphrases import VARIABLE, existing_passphrase, new_passphrase

LONG = "correct horse battery"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at the keyboard, line by line."""
    lines: list[str] = []
    remaining: Iterator[str] = iter(lines)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(passphrases, "getpass", lambda _question: next(remaining))
    return lines


def test_the_environment_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, LONG)
    assert new_passphrase() == existing_passphrase() == LONG
    monkeypatch.setenv(VARIABLE, "short")
    with pytest.raises(OperationsError, match="needs at least 12 characters"):
        new_passphrase()


def test_a_new_one_is_typed_twice_and_alike(typed: list[str]) -> None:
    typed += [LONG, LONG]
    assert new_passphrase() == LONG
    typed += [LONG, "another horse battery"]
    with pytest.raises(OperationsError, match="The two passphrases differ"):
        new_passphrase()
    typed += ["short"]
    assert existing_passphrase() == "short"


def test_without_a_keyboard_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(OperationsError, match=f"Nobody is here to type .*: set {VARIABLE}"):
        existing_passphrase()
