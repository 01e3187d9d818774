"""PostgreSQL's programs are called without a password in their arguments."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from operations.errors import BackupFailed, CannotRestore
from operations.postgresql import dump, load

SETTINGS = {"NAME": "needfinder", "HOST": "h", "USER": "u", "PASSWORD": "secret", "PORT": 5433}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """Commands and environments of what was run."""
    noted: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, env: dict[str, str], **_: Any) -> Any:
        noted.append((command, env))
        return subprocess.CompletedProcess(command, len(noted) - 1, "", "out of memory\n")

    monkeypatch.setattr("shutil.which", lambda program: f"/bin/{program}")
    monkeypatch.setattr("operations.postgresql.subprocess.run", run)
    return noted


def test_the_password_is_in_the_environment_and_a_failure_is_a_sentence(
    calls: list[tuple[list[str], dict[str, str]]],
) -> None:
    dump(SETTINGS, "0001-1", Path("copy"))
    command, environment = calls[0]
    assert command[:2] == ["/bin/pg_dump", "--no-password"]
    assert "--snapshot=0001-1" in command
    assert not any("secret" in argument for argument in command)
    assert (environment["PGPASSWORD"], environment["PGPORT"]) == ("secret", "5433")
    with pytest.raises(CannotRestore, match="pg_restore could not do it: out of memory"):
        load(SETTINGS, Path("copy"))


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _program: None)
    with pytest.raises(BackupFailed, match=r"The program pg_dump is not here.*postgresql-client"):
        dump(SETTINGS, "0001-1", Path("copy"))
