"""Arrivals: who is here now and on which page, and how many began in every hour or day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Func, Max, Q

from survey.participation.models import PageVisit, Participant, State
from survey.population import Population
from survey.studies.models import Study

HERE = timedelta(minutes=15)
"""Who was shown or sent a page within this time is here now."""

HOURS, DAYS = 48, 60
"""The longest curve by the hour, and by the day."""


@dataclass(frozen=True)
class Present:
    """Where the people stand at a moment, without those who withdrew or expired.

    `here` are those among `taking_part` who were shown or sent a page within `HERE`. `began_today`
    counts from midnight in UTC. `last_active_at` is None where nobody has begun.
    """

    taking_part: int
    here: int
    completed: int
    stopped: int
    began_today: int
    last_active_at: datetime | None


def midnight(now: datetime) -> datetime:
    """The last one in UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class OnPages:
    """How many of those who are here are on each page, by its name; and when a page was last sent.

    `last_sent_at` is None where nobody sent one within a day.
    """

    by_page: dict[str, int]
    last_sent_at: datetime | None


def on_pages(study: Study, population: Population, *, now: datetime) -> OnPages:
    """One query, which reads the pages of those alone who were there within a day."""
    lately = Participant.objects.filter(
        version__study=study, population=population, last_active_at__gte=now - timedelta(days=1)
    )
    is_here = Q(
        submitted_at=None,
        participant__state=State.ACTIVE,
        participant__last_active_at__gte=now - HERE,
    )
    rows = (
        PageVisit.objects.filter(participant__in=lately)
        .order_by()
        .values_list("page")
        .annotate(here=Count("pk", filter=is_here), last=Max("submitted_at"))
    )
    by_page, sent = {}, []
    for page, here, last in rows:
        if here:
            by_page[page] = here
        if last:
            sent.append(last)
    return OnPages(by_page, max(sent, default=None))


class _Hour(Func):
    """The hour of a moment in UTC, such as 2027-01-31 12, quicker than Django's own functions."""

    output_field = CharField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 13)")

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
        return self.as_sql(compiler, connection, template=template)


@dataclass(frozen=True)
class Arrived:
    """How many began within an hour or a day, and how many of these have completed by now."""

    since: datetime
    began: int
    completed: int


@dataclass(frozen=True)
class Arrivals:
    """Every hour or day up to now, also those in which nobody came. Empty where nobody has begun.

    `is_complete` says that nobody began before the first of them. Those whose data were deleted
    are missing, as nothing says when they began.
    """

    by_hour: bool
    steps: tuple[Arrived, ...]
    is_complete: bool


def arrivals(study: Study, population: Population, *, now: datetime) -> tuple[Present, Arrivals]:
    """By the hour where everybody began within two days, else the last 60 days. One query."""
    people = Participant.objects.filter(version__study=study, population=population)
    active = Q(state=State.ACTIVE)
    rows = people.order_by().values(hour=_Hour("consented_at"))
    by_hour = {
        datetime.strptime(row["hour"], "%Y-%m-%d %H").replace(tzinfo=UTC): row
        for row in rows.annotate(
            taking_part=Count("pk", filter=active),
            here=Count("pk", filter=active & Q(last_active_at__gte=now - HERE)),
            completed=Count("pk", filter=Q(state=State.COMPLETED)),
            stopped=Count("pk", filter=Q(state=State.STOPPED)),
            began=Count("pk"),
            last=Max("last_active_at"),
        )
    }
    return _present(by_hour, now), _arrivals(by_hour, now)


def _present(by_hour: Mapping[datetime, Mapping[str, Any]], now: datetime) -> Present:
    counted = ("taking_part", "here", "completed", "stopped")
    today = midnight(now)
    return Present(
        **{name: sum(row[name] for row in by_hour.values()) for name in counted},
        began_today=sum(row["began"] for hour, row in by_hour.items() if hour >= today),
        last_active_at=max((row["last"] for row in by_hour.values()), default=None),
    )


def _arrivals(by_hour: Mapping[datetime, Mapping[str, Any]], now: datetime) -> Arrivals:
    if not by_hour:
        return Arrivals(by_hour=True, steps=(), is_complete=True)
    end = max(now.astimezone(UTC), *by_hour)
    hour = end.replace(minute=0, second=0, microsecond=0)
    is_short = hour - min(by_hour) < timedelta(hours=HOURS)
    width, most = (timedelta(hours=1), HOURS) if is_short else (timedelta(days=1), DAYS)
    last = hour if is_short else midnight(end)
    began: Counter[datetime] = Counter()
    completed: Counter[datetime] = Counter()
    for moment, row in by_hour.items():
        step = moment if is_short else midnight(moment)
        began[step] += row["began"]
        completed[step] += row["completed"]
    first = max(min(began), last - width * (most - 1))
    steps = tuple(
        Arrived(step, began[step], completed[step]) for step in _steps(first, last, width)
    )
    return Arrivals(is_short, steps, is_complete=min(began) >= first)


def _steps(first: datetime, last: datetime, width: timedelta) -> Iterator[datetime]:
    step = first
    while step <= last:
        yield step
        step += width
