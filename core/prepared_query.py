"""Queries whose SQL is made once in each process (docs/decisions/0015).

To make the SQL takes several times as long as to run it, and would be half of a page's time.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class PreparedQuery(Generic[Row]):
    """A query with one parameter; `build` gives the query set for a value of it.

    The query set has to use the value once, and nothing else that differs from call to call.
    """

    def __init__(self, build: Callable[[Any], QuerySet[Row]]) -> None:
        self._build = build

    def __call__(self, value: int | str) -> list[Row]:
        query_set, sql = self._prepared
        return list(query_set.raw(sql, [value]))

    @cached_property
    def _prepared(self) -> tuple[QuerySet[Row], str]:
        query_set = self._build(0)  # any value: the SQL has a placeholder for it
        sql, _values = query_set.query.sql_with_params()
        return query_set, sql
