"""Questions that every page asks: their SQL is made once in each process.

Making it takes several times as long as asking, and would be half of what a page costs.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Remembered(Generic[Row]):
    """`build` gives the query for one value; only the value may differ from call to call."""

    def __init__(self, build: Callable[[Any], QuerySet[Row]]) -> None:
        self._build = build

    def __call__(self, value: int | str) -> list[Row]:
        rows, sql = self._prepared
        return list(rows.raw(sql, [value]))

    @cached_property
    def _prepared(self) -> tuple[QuerySet[Row], str]:
        rows = self._build(0)
        sql, _values = rows.query.sql_with_params()
        return rows, sql
