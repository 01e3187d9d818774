"""Database triggers that let rows be added to the log of changes, but not altered or deleted.

The owner of the database can drop them; the digests in the log then show what was done.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "operations_change"
REFUSAL = "the log of changes is only ever added to"

# SQLite runs no DELETE trigger for the row that an INSERT OR REPLACE removes.
REPLACED = "WHEN EXISTS (SELECT 1 FROM operations_change WHERE id = NEW.id OR number = NEW.number)"
SQLITE = tuple(
    f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} {condition} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for event, condition in (("UPDATE", ""), ("DELETE", ""), ("INSERT", REPLACED))
)
POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()
    """,
    f"""
    CREATE TRIGGER {TABLE}_guard_of_all BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()
    """,
)


def guard(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("update", "delete", "insert"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event}")
        else:
            cursor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse() CASCADE")


def guard_in_migration(_apps: Any, editor: Any) -> None:
    if editor.connection.alias == "default":
        guard(editor.connection)


def guard_anew_in_migration(_apps: Any, editor: Any) -> None:
    """Replace the triggers of an earlier version."""
    if editor.connection.alias == "default":
        unguard(editor.connection)
        guard(editor.connection)


def unguard_in_migration(_apps: Any, editor: Any) -> None:
    if editor.connection.alias == "default":
        unguard(editor.connection)
