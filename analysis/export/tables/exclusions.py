"""The table of exclusions and readmissions."""

from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, Column, Table
from analysis.records.models import ExclusionStep

COLUMNS = (
    PARTICIPANT,
    Column("step", "integer", "Which step of this participant's log it is, from 1"),
    Column(
        "kind",
        "string",
        "Whether they were left out or taken in again",
        values=tuple(ExclusionStep.Kind.values),
    ),
    Column("reason", "string", "Why: the key of a rule of the plan, or of another reason"),
    Column("happened_at", "datetime", "When, in UTC"),
)


def exclusions(scope: Scope) -> Table:
    return Table(
        "exclusions",
        "One row for each time a participant was left out of the statistics or taken in again; "
        "whoever's last step is excluded is in no report.",
        COLUMNS,
        key=("participant", "step"),
        rows=_rows(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def _rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """The log without its notes, which are for colleagues, and without who did it."""
    for chunk in scope.chunks():
        steps = ExclusionStep.objects.filter(participant__in=chunk)
        yield from steps.order_by("participant", "number").values_list(
            "participant__number", "number", "kind", "reason", "happened_at"
        )
