"""Keep the databases of the release that this code is, for the tests of every later one.

    python -m tests.upgrade.make_release

is one step of a release (docs/how-to/release.md). It writes, into a folder named after the version,
a backup of each database in SQLite and in PostgreSQL, what is in them, and the digest of every
migration: from then on no released migration may change.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
WITH_POSTGRESQL = PROJECT / ".ci" / "with-postgresql"
MIGRATIONS = "migrations.json"


def main() -> None:
    if sys.argv[1:]:
        _fill(Path(sys.argv[1]))
        return
    from core.release import release

    folder = HERE / "releases" / release()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    digests = dict(sorted(digests_of_migrations()))
    (folder / MIGRATIONS).write_text(json.dumps(digests, indent=2) + "\n")
    for before in ((), (str(WITH_POSTGRESQL),)):
        with TemporaryDirectory() as data:
            settings = {"NEEDFINDER_MODE": "test", "NEEDFINDER_DATA_DIR": data}
            environment = {**os.environ, **settings}
            environment.pop("DATABASE_URL", None)
            command = [*before, sys.executable, "-m", "tests.upgrade.make_release", str(folder)]
            subprocess.run(command, cwd=PROJECT, env=environment, check=True)
    size = sum(file.stat().st_size for file in folder.iterdir())
    sys.stdout.write(
        f"{folder.relative_to(PROJECT)}: {size / 1000:.0f} kB. Commit it; it never changes again.\n"
    )


def digests_of_migrations() -> Iterator[tuple[str, str]]:
    for rooms in ("*", "*/*"):
        for file in PROJECT.glob(f"{rooms}/migrations/[0-9]*.py"):
            yield file.relative_to(PROJECT).as_posix(), sha256(file.read_bytes()).hexdigest()


def _fill(folder: Path) -> None:
    """Make the databases that the environment names, and copy them into the folder."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from tests.upgrade.world import build

    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0)
    links = build()
    vendor = connections["default"].vendor
    for alias in ("default", "recruitment") if vendor == "sqlite" else ("default",):
        _keep(alias, folder / f"{alias}.{connections[alias].vendor}.backup")
    found = {"links": links, "rows": rows()}
    (folder / f"{vendor}.json").write_text(json.dumps(found, indent=2) + "\n")


def _keep(alias: str, target: Path) -> None:
    from django.db import connections
    from django.utils import timezone

    from operations.backup import back_up

    with TemporaryDirectory() as work:
        made = back_up(connections[alias], Path(work) / "out", work=Path(work), now=timezone.now())
        shutil.move(made, target)
        target.chmod(0o644)


OF_THE_CODE = ("django_migrations", "auth_permission", "django_content_type", "operations_update")
"""Tables that follow the code, in which a later release has other rows."""


def rows() -> dict[str, int]:
    """The number of rows of each table of the first database that holds any."""
    from django.db import connections

    connection = connections["default"]
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(OF_THE_CODE) and table != "auth_group_permissions":
                # The name comes from the database itself.
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
                counts[table] = cursor.fetchone()[0]
    return {table: count for table, count in counts.items() if count}


def released() -> list[Path]:
    """The folder of each release, the oldest first."""
    folders = (HERE / "releases").iterdir()
    return sorted(folders, key=lambda folder: [int(part) for part in folder.name.split(".")])


def expected(folder: Path, vendor: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((folder / f"{vendor}.json").read_text())
    return known


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
