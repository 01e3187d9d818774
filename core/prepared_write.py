"""Rows written with SQL that is made once in each process (docs/decisions/0015).

What is written is what `save` and `update` write; they put the same SQL together at every call. No
signals are sent, and a failure is the caller's transaction's to undo.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

from django.db import connections, router
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def _column(field: "Field[Any, Any]") -> str:
    return str(field.column)


class PreparedInsert:
    """Stores a new row of a model whose key the database gives."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model

    def __call__(self, row: Row) -> Row:
        database, sql, fields = self._prepared
        connection = connections[database]
        values = [
            field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, database  # noqa: SLF001  as Django's own save does
        return row

    @cached_property
    def _prepared(self) -> tuple[str, str, list["Field[Any, Any]"]]:
        meta, database = self._model._meta, router.db_for_write(self._model)
        quoted = connections[database].ops.quote_name
        fields = [field for field in meta.local_concrete_fields if not field.primary_key]
        columns = ", ".join(quoted(_column(field)) for field in fields)
        holders = ", ".join(["%s"] * len(fields))
        # Of the names that models have; values are placeholders.
        sql = (
            f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({holders})"  # noqa: S608
            f" RETURNING {quoted(_column(meta.pk))}"
        )
        return database, sql, fields


class PreparedUpdate:
    """Sets one field of the row with a key, if it meets the conditions; says whether it did."""

    def __init__(self, model: type[Model], name: str, where: Mapping[str, Any]) -> None:
        self._model, self._name, self._where = model, name, where

    def __call__(self, key: int, value: Any) -> bool:
        database, sql, field, conditions = self._prepared
        connection = connections[database]
        with connection.cursor() as cursor:
            values = [field.get_db_prep_save(value, connection), key, *conditions]
            cursor.execute(sql, values)
            return bool(cursor.rowcount)

    @cached_property
    def _prepared(self) -> tuple[str, str, "Field[Any, Any]", list[Any]]:
        meta, database = self._model._meta, router.db_for_write(self._model)
        quoted = connections[database].ops.quote_name
        of_name = {field.name: field for field in meta.local_concrete_fields}
        field = of_name[self._name]
        tests = [f"{quoted(_column(meta.pk))} = %s"]
        for name, value in self._where.items():
            column = quoted(_column(of_name[name]))
            tests.append(f"{column} IS NULL" if value is None else f"{column} = %s")
        # Of the names that models have; values are placeholders.
        sql = (
            f"UPDATE {quoted(meta.db_table)} SET {quoted(_column(field))} = %s"  # noqa: S608
            f" WHERE {' AND '.join(tests)}"
        )
        conditions = [value for value in self._where.values() if value is not None]
        return database, sql, field, conditions
