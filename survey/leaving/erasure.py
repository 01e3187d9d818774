"""What remains to be done after a deletion is committed, so that no copy of the words is left."""

import logging
from time import sleep
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections

log = logging.getLogger(__name__)

APPS = ("survey_", "recruitment_", "analysis_")
"""Prefixes of the tables that hold data of people."""

FOREIGN = """
    SELECT 1 FROM pg_tables
    WHERE schemaname = current_schema() AND tablename = ANY(%s)
        AND NOT pg_has_role(tableowner, 'MEMBER')
"""
"""PostgreSQL skips tables of other accounts with no more than a warning."""

LOOKING_BACK = """
    SELECT 1 WHERE txid_snapshot_xmin(txid_current_snapshot()) < %(deleted_by)s OR EXISTS (
        SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND age(backend_xmin) > age((%(deleted_by)s %% 4294967296)::text::xid)
    )
"""
"""Transactions that make PostgreSQL keep deleted rows, also in rewritten tables.

These are the transactions that still see the rows, and those that began to write before the
deletion and have not ended, in any database of the same server: nothing newer than they are is
cleared away.
"""

A_MINUTE = 60

LONGEST_WAIT = 2
"""Seconds for which a rewrite waits for a table, and everybody else behind it."""

TRIES = 10
LOCK_NOT_AVAILABLE = "55P03"


def erase_traces(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Empty SQLite's write-ahead log, where deleted words would otherwise stay for a while.

    Returns False and logs a line where that cannot be done now; the deletion itself is done by
    then. In the database file `secure_delete` has overwritten the words
    (config.database_addresses).
    PostgreSQL keeps them in its files until `rewrite_tables`.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = bool(cursor.fetchone()[0])
    except DatabaseError as problem:
        why = str(problem)
    else:
        if not is_busy:
            return True
        why = "somebody has been reading for long"
    log.warning(
        "What somebody had deleted is gone from the database, and can still lie in the write-ahead "
        "log beside it (%s): it goes with the next withdrawal, when the server is started again, "
        "or by `needfinder purge_expired --rewrite`.",
        why,
    )
    return False


def rewrite_tables(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Remove deleted rows from the files of the tables; False where that cannot be done now.

    It cannot be done where the account lacks the right, where a transaction that still sees the
    rows has been open for more than a minute, or where somebody goes on reading a table. PostgreSQL
    rewrites table after table, and pages that use it wait meanwhile, but never for longer than
    `LONGEST_WAIT` before it begins. SQLite needs only what `erase_traces` does. Not to be called
    inside a transaction.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        return erase_traces(using)
    with connection.cursor() as cursor:
        here = connection.introspection.table_names(cursor)
        tables = [table for table in here if table.startswith(APPS)]
        cursor.execute(FOREIGN, [tables])
        if cursor.fetchone() or not _nobody_looks_back(cursor):
            return False
        cursor.execute(f"SET lock_timeout = {LONGEST_WAIT * 1000}")
        try:
            done = [_rewrite(cursor, connection.ops.quote_name(table)) for table in tables]
            return all(done)
        finally:
            cursor.execute("RESET lock_timeout")


def _rewrite(cursor: Any, table: str) -> bool:
    """False where the table was in use all the time: a page behind this one would wait as well."""
    for _try in range(TRIES):
        try:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
        except OperationalError as problem:
            if getattr(problem.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                raise
            sleep(1)
        else:
            return True
    return False


def _nobody_looks_back(cursor: Any) -> bool:
    """Wait for transactions older than the deletion; False where they take longer than a minute."""
    cursor.execute("SELECT txid_current()")
    (deleted_by,) = cursor.fetchone()
    for _try in range(A_MINUTE):
        cursor.execute(LOOKING_BACK, {"deleted_by": deleted_by})
        if cursor.fetchone() is None:
            return True
        sleep(1)
    return False
