"""Durations, whose medians are computed by the database."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Count, F, FloatField, Func, QuerySet, Window
from django.db.models.functions import RowNumber

from survey.participation.models import PageVisit, State
from survey.population import Population
from survey.studies.enrolment_window import slots_completed
from survey.studies.models import StudyVersion


class Seconds(Func):
    """Seconds between two moments, exact to the microsecond."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        # Texts such as 2027-01-31 12:00:00.123456; Julian days are exact to the second alone.
        moments = [(sql, [*values]) for sql, values in self._moments(compiler)]
        days = " - ".join(f"JULIANDAY(SUBSTR({moment}, 1, 19))" for moment, _values in moments)
        rest = " - ".join(f"SUBSTR({moment} || '000000', 21, 6)" for moment, _values in moments)
        values = [value for _moment, values in moments for value in values] * 2
        return f"(ROUND(({days}) * 86400.0) * 1000000 + {rest}) / 1000000.0", values

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        (later, of_later), (earlier, of_earlier) = self._moments(compiler)
        sql = f"EXTRACT(EPOCH FROM ({later} - {earlier}))::double precision"
        return sql, [*of_later, *of_earlier]

    def _moments(self, compiler: Any) -> Any:
        return (compiler.compile(moment) for moment in self.get_source_expressions())


def median_seconds(rows: QuerySet[Any], *, by: str, earlier: str, later: str) -> dict[Any, float]:
    """The median time between two fields in each group, in one query.

    Reads at most two rows of a group. Neither field may be empty in any row. Returns seconds by
    group.
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
    values_by_group: dict[Any, list[float]] = {}
    for key, value in middle:
        values_by_group.setdefault(key, []).append(value)
    return {key: round(sum(values) / len(values), 1) for key, values in values_by_group.items()}


FEWEST_COMPLETED = 10
"""With fewer, a median would say more about these people than about the page."""


def note_medians_now_and_then(version: StudyVersion) -> None:
    """Store the median seconds of each page after the 10th, 20th, 40th … completion.

    This happens once the transaction has ended. All of it together costs no more than reading the
    times of every participant twice.
    """
    tens, rest = divmod(slots_completed(version.pk), FEWEST_COMPLETED)
    if tens and not rest and tens & (tens - 1) == 0:
        transaction.on_commit(partial(_note_medians, version.pk), robust=True)


def _note_medians(version: int) -> None:
    visits = PageVisit.objects.filter(
        participant__version=version,
        participant__state=State.COMPLETED,
        participant__population=Population.PEOPLE,
        submitted_at__isnull=False,
    )
    medians = median_seconds(visits, by="page", earlier="shown_at", later="submitted_at")
    StudyVersion.objects.filter(pk=version).update(median_seconds=medians)
