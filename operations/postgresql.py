"""PostgreSQL's own programs for copying and restoring a whole database."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from operations.errors import BackupFailed, CannotRestore, OperationsError


def dump(settings: dict[str, Any], snapshot: str, target: Path) -> None:
    """Copy the database as the transaction that exported the snapshot sees it.

    Raises BackupFailed.
    """
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
    command += [f"--snapshot={snapshot}", f"--file={target}", settings["NAME"]]
    _run(command, settings, BackupFailed)


def load(settings: dict[str, Any], dumped: Path) -> None:
    """Restore everything in one transaction, or nothing; raises CannotRestore."""
    command = [
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
    ]
    command += [f"--dbname={settings['NAME']}", str(dumped)]
    _run(command, settings, CannotRestore)


def _run(command: list[str], settings: dict[str, Any], failure: type[OperationsError]) -> None:
    program, *arguments = command
    path = shutil.which(program)
    if path is None:
        raise failure(
            f"The program {program} is not here. Install PostgreSQL's client programs of at least "
            "the server's version; on Debian the package is postgresql-client."
        )
    # By the environment: other accounts of the machine can read a command's arguments.
    variables = {
        "PGHOST": settings.get("HOST"),
        "PGPORT": settings.get("PORT"),
        "PGUSER": settings.get("USER"),
        "PGPASSWORD": settings.get("PASSWORD"),
        "PGSSLMODE": settings.get("OPTIONS", {}).get("sslmode"),
    }
    environment = os.environ | {name: str(value) for name, value in variables.items() if value}
    done = subprocess.run(  # noqa: S603  the arguments are this module's own
        [path, "--no-password", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise failure(f"{program} could not do it: {done.stderr.strip()}")
