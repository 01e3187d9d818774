"""Queries whose SQL is made once in each process (docs/decisions/0015).

To make the SQL takes several times as long as to run it, and would be half of a page's time. How
its rows become objects is worked out once too.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Prepared(NamedTuple):
    """The SQL; `names` of the model's columns; `annotations` by name, with their columns."""

    database: str
    sql: str
    model: type[Model]
    columns: slice
    names: list[str]
    annotations: list[tuple[str, int]]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class PreparedQuery(Generic[Row]):
    """A query with one parameter; `build` gives the query set for a value of it.

    The query set has to use the value once, and nothing else that differs from call to call. It
    reads one model, and follows no relation.
    """

    def __init__(self, build: Callable[[Any], QuerySet[Row]]) -> None:
        self._build = build

    def __call__(self, value: int | str) -> list[Row]:
        prepared = self._prepared
        connection = connections[prepared.database]
        with connection.cursor() as cursor:
            cursor.execute(prepared.sql, (value,))
            rows = cursor.fetchall()
        return [self._object(prepared, connection, list(row)) for row in rows]

    def _object(self, prepared: Prepared, connection: Any, row: list[Any]) -> Any:
        for place, converters, expression in prepared.converters:
            for converter in converters:
                row[place] = converter(row[place], expression, connection)
        found = prepared.model.from_db(prepared.database, prepared.names, row[prepared.columns])
        for name, place in prepared.annotations:
            setattr(found, name, row[place])
        return found

    @cached_property
    def _prepared(self) -> Prepared:
        """What Django works out for every query set (django.db.models.query.ModelIterable)."""
        query_set = self._build(0)  # any value: the SQL has a placeholder for it
        compiler = query_set.query.get_compiler(query_set.db)
        sql, _values = compiler.as_sql()
        selected = compiler.klass_info["select_fields"]
        columns = slice(selected[0], selected[-1] + 1)
        expressions = [column[0] for column in compiler.select]
        return Prepared(
            database=query_set.db,
            sql=sql,
            model=compiler.klass_info["model"],
            columns=columns,
            names=[expression.target.attname for expression in expressions[columns]],
            annotations=list(compiler.annotation_col_map.items()),
            converters=[
                (place, converters, expression)
                for place, (converters, expression) in compiler.get_converters(expressions).items()
            ],
        )
