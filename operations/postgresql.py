"""PostgreSQL's own programs, which copy a whole database and put it back."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from operations.errors import BackupFailed, CannotRestore, OperationsError


def dump(settings: dict[str, Any], snapshot: str, target: Path) -> None:
    """The database as the transaction sees it that exported the snapshot.

    Raises BackupFailed.
    """
    _run(
        "pg_dump",
        settings,
        BackupFailed,
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={target}",
        settings["NAME"],
    )


def load(settings: dict[str, Any], dumped: Path) -> None:
    """All of it in one transaction, or nothing; raises CannotRestore."""
    _run(
        "pg_restore",
        settings,
        CannotRestore,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={settings['NAME']}",
        str(dumped),
    )


def _run(
    program: str, settings: dict[str, Any], problem: type[OperationsError], *arguments: str
) -> None:
    found = shutil.which(program)
    if found is None:
        raise problem(
            f"The program {program} is not here. Install PostgreSQL's client programs of at least "
            "the server's version; on Debian the package is postgresql-client."
        )
    # In the environment, since everybody on this machine can read a command's arguments.
    given = {
        "PGHOST": settings.get("HOST"),
        "PGPORT": settings.get("PORT"),
        "PGUSER": settings.get("USER"),
        "PGPASSWORD": settings.get("PASSWORD"),
        "PGSSLMODE": settings.get("OPTIONS", {}).get("sslmode"),
    }
    environment = os.environ | {name: str(value) for name, value in given.items() if value}
    done = subprocess.run(  # noqa: S603  the arguments are this module's own
        [found, "--no-password", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise problem(f"{program} could not do it: {done.stderr.strip()}")
