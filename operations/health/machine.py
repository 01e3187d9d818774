"""Checks of the machine: disk, folders, backups and packages."""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from operations.backup import latest_backups
from operations.health.finding import Finding, error, fine, note, warning

LITTLE, NEARLY_NOTHING = 2 * 10**9, 2 * 10**8
"""Bytes left on the disk, below which a warning or an error is given."""

OLDEST_BACKUP = timedelta(days=2)
PACKAGES = {
    "weasyprint": "reports in PDF (the extra pdf)",
    "joblib": "computing effects with `attribute` (requirements/attribution.txt)",
}


def check_disk(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    left = f"{free / 10**9:.1f} GB are free on the disk of {folder}"
    if free < NEARLY_NOTHING:
        yield error(f"Only {left}: answers will soon be refused. Make room now.")
    elif free < LITTLE:
        yield warning(f"Only {left}. Make room before it is full.")
    else:
        yield fine(f"{left}.")


def check_folders(settings: Any) -> Iterator[Finding]:
    data = settings.DATA_DIR
    if not os.access(data, os.W_OK):
        yield error(f"The data folder {data} cannot be written by this account. Give it the right.")
    elif settings.PRODUCTION and os.name != "nt" and data.stat().st_mode & 0o007:
        yield warning(f"Every account of this machine can look into {data}: run chmod o-rwx on it.")
    else:
        yield fine(f"The data folder {data} can be written.")
    # An administrator may write everywhere, which says nothing about the rights of the folder.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if settings.PRODUCTION and is_root:
        yield warning(
            "This account is the machine's administrator. Let the server run under an account of "
            "its own, which may write to the data folder alone."
        )
    elif settings.PRODUCTION and os.access(settings.FIXTURES_DIR, os.W_OK):
        yield warning(
            f"{settings.FIXTURES_DIR} can be written by the account that serves pages: whoever "
            "broke in could change the studies and effects that ship. Take the right away."
        )


def check_backups(
    data_folder: Path, databases: Iterable[str], *, now: datetime
) -> Iterator[Finding]:
    backups = latest_backups(data_folder)
    for name in databases:
        backup = backups.get(name)
        if backup is None:
            yield warning(
                f"There is no backup of the database {name}: run `needfinder backup --out FOLDER`, "
                "every day."
            )
            continue
        age = now - datetime.fromisoformat(backup["made_at"])
        when = f"the latest backup of the database {name} is {age.days} days old"
        if age > OLDEST_BACKUP:
            yield warning(f"{when[0].upper()}{when[1:]}. Make one every day.")
        elif not Path(backup["file"]).exists():
            yield note(
                f"{backup['file']} is gone; if it was moved to another machine, all is well."
            )
        else:
            yield fine(f"{when[0].upper()}{when[1:]}.")


def check_packages() -> Iterator[Finding]:
    for package, use in PACKAGES.items():
        if find_spec(package) is None:
            yield note(f"The package {package} is not here; it is needed for {use}.")
