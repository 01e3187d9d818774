"""Which release migrated a database, and the refusal of one that is newer than the code."""

from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.release import release
from operations.errors import UnknownDatabase
from operations.models import Update

OURS = frozenset(
    ("analysis", "attribution", "config", "operations", "recruitment", "survey", "workspace")
)
BEFORE_THE_FIRST_RELEASE = frozenset(("config", "upkeep"))
"""Labels of our apps under which nothing is stored any more."""


def unknown_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Migrations of our apps that the database has and this code does not, such as survey.0002_x.

    Those of other people's apps are none of ours: their releases may put several into one.
    """
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return []  # to ask would make an empty file
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(
        f"{app}.{name}"
        for app, name in applied
        if app in BEFORE_THE_FIRST_RELEASE or (app in OURS and name not in _known(app))
    )


def _known(app: str) -> set[str]:
    """The names of the files, which need not be imported for this."""
    if app not in apps.app_configs:
        return set()
    folder = Path(apps.get_app_config(app).path) / "migrations"
    return {file.stem for file in folder.glob("[0-9]*.py")}


def require_known(connection: BaseDatabaseWrapper) -> None:
    """Raises UnknownDatabase, which names a migration and the release that made it if known."""
    unknown = unknown_migrations(connection)
    if unknown:
        raise UnknownDatabase(refusal(connection.alias, unknown))


def refusal(database: str, unknown: list[str]) -> str:
    last = latest_release()
    which = f"{unknown[0]}, which this one, Needfinder {release()}, does not know"
    if last is None:
        return (
            f"The database {database!r} was made by another version of Needfinder (it has "
            f"{which}), and is left as it is. Databases of versions before the first release are "
            "not carried over: use a new database, or for the demo `python3 run.py demo --fresh`, "
            "which deletes its data."
        )
    return (
        f"The database {database!r} was updated by another release, Needfinder {last} (it has "
        f"{which}), and is left as it is. Start Needfinder {last} or a later release, or restore "
        "the copy that was made before that update, as docs/how-to/update.md says."
    )


def require_known_databases() -> None:
    """The same for each database that can be asked. One that is away, pages answer with a 503."""
    for connection in connections.all():
        try:
            require_known(connection)
        except DatabaseError:
            continue


def note_release() -> None:
    """Remember that this release migrated the first database, unless it did so last."""
    if latest_release() != release():
        Update.objects.create(release=release(), migrated_at=timezone.now())


def latest_release() -> str | None:
    """The release that migrated last; None where no release did, or where none can be asked."""
    try:
        tables = connections[DEFAULT_DB_ALIAS].introspection.table_names()
        if Update._meta.db_table not in tables:
            return None
        return Update.objects.order_by("-pk").values_list("release", flat=True).first()
    except DatabaseError:
        return None
