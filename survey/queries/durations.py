"""How long things took, measured and halved by the database."""

from typing import Any

from django.db.models import Count, F, FloatField, Func, QuerySet, Window
from django.db.models.functions import RowNumber


class Seconds(Func):
    """Between two moments, to the tenth, which is as exact as SQLite's days of a calendar are."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "(JULIANDAY(%(later)s) - JULIANDAY(%(earlier)s)) * 86400.0"
        return self._between(template, compiler)

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "EXTRACT(EPOCH FROM (%(later)s - %(earlier)s))::double precision"
        return self._between(template, compiler)

    def _between(self, template: str, compiler: Any) -> Any:
        later, earlier = (compiler.compile(each) for each in self.get_source_expressions())
        return template % {"later": later[0], "earlier": earlier[0]}, [*later[1], *earlier[1]]


def median_seconds(rows: QuerySet[Any], *, by: str, earlier: str, later: str) -> dict[Any, float]:
    """The median time between two fields of each group, in one query of at most two rows a group.

    Both moments of every row are known.
    """
    group = F(by)
    seconds = Seconds(F(later), F(earlier))
    middle = (
        rows.order_by()
        .annotate(
            seconds=seconds,
            rank=Window(RowNumber(), partition_by=group, order_by=seconds.asc()),
            size=Window(Count("pk"), partition_by=group),
        )
        .annotate(off=F("rank") * 2 - F("size"))
        # Ranks from 1: (n + 1) / 2 where n is odd, n / 2 and the next one where it is even.
        .filter(off__gte=0, off__lte=2)
        .values_list(by, "seconds")
    )
    found: dict[Any, list[float]] = {}
    for key, value in middle:
        found.setdefault(key, []).append(value)
    return {key: round(sum(values) / len(values), 1) for key, values in found.items()}
