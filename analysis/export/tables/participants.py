"""One row for each participant."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import PARTICIPANT, Column, Table
from survey.participation.models import CheckAttempt, Participant, State, Trial

COLUMNS = (
    PARTICIPANT,
    Column("version", "string", "The version of the study they took part in"),
    Column("simulated", "boolean", "Whether a program took part here, and not a person"),
    Column(
        "state",
        "string",
        "Whether they went through to the end, or stopped and let their answers be kept",
        values=(State.COMPLETED, State.STOPPED),
    ),
    Column("language", "string", "The language of the text they consented to"),
    Column("scenario_order", "string", "The scenarios in the order given, with > between them"),
    Column("consented_at", "datetime", "When they consented, in UTC"),
    Column("ended_at", "datetime", "When they completed or stopped, in UTC", required=False),
    Column("minutes", "number", "From the consent to the end, breaks included", required=False),
    Column("check_attempts", "integer", "How often they answered the comprehension check"),
)


def participants(scope: Scope) -> Table:
    return Table(
        "participants",
        "One row for each participant who completed the study, or stopped and left their answers.",
        COLUMNS,
        key=("participant",),
        rows=_rows(scope),
    )


def _rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for chunk in scope.chunks():
        orders: dict[int, list[str]] = {}
        given = Trial.objects.filter(participant__in=chunk).order_by("participant", "position")
        for person, scenario in given.values_list("participant", "scenario"):
            orders.setdefault(person, []).append(scenario)
        tried = CheckAttempt.objects.filter(participant__in=chunk).order_by()
        attempts = Counter(tried.values_list("participant", flat=True))
        for each in Participant.objects.filter(pk__in=chunk).order_by("pk"):
            took = (each.ended_at - each.consented_at).total_seconds() if each.ended_at else None
            yield (
                each.pk,
                scope.versions[each.version_id].label,
                scope.simulated,
                each.state,
                each.consent_language,
                ">".join(orders.get(each.pk, [])),
                each.consented_at,
                each.ended_at,
                None if took is None else round(took / 60, 2),
                attempts[each.pk],
            )
