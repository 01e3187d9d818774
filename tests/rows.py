"""Rows of a table as the database keeps them, which are quicker to put back than to make anew."""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = dict[str, tuple[list[str], list[Any]]]
"""By table: its columns, and its rows as the database keeps them."""


def rows_of(
    connection: BaseDatabaseWrapper, table: str, where: str = ""
) -> tuple[list[str], list[Any]]:
    with connection.cursor() as cursor:
        fields = connection.introspection.get_table_description(cursor, table)
        columns = [field.name for field in fields]
        if connection.vendor == "postgresql":
            # A row as text holds every value exactly, whatever its type.
            cursor.execute(f'SELECT kept::text FROM "{table}" AS kept {where}')  # noqa: S608
        else:
            # A plus before a column keeps the driver from converting what is stored.
            raw = ", ".join(f'+"{column}"' for column in columns)
            cursor.execute(f'SELECT {raw} FROM "{table}" {where}')  # noqa: S608
        return columns, cursor.fetchall()


def put_back(connection: BaseDatabaseWrapper, rows: Rows) -> None:
    """In one transaction, at whose end keys of other tables are looked at: a test may commit."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(f'"{column}"' for column in columns)
            if connection.vendor == "postgresql":
                new = f'(%s::"{table}").*'
                cursor.executemany(f'INSERT INTO "{table}" ({names}) SELECT {new}', values)
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)  # noqa: S608
