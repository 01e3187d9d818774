"""The table of participants."""

from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import PARTICIPANT, Column, Table
from analysis.records.rows import ENDED, ParticipantRow, participant_rows

COLUMNS = (
    PARTICIPANT,
    Column("version", "string", "The version of the study they took part in"),
    Column("simulated", "boolean", "Whether a program took part here, and not a person"),
    Column(
        "state",
        "string",
        "Whether they went through to the end, or stopped and let their answers be kept",
        values=ENDED,
    ),
    Column("language", "string", "The language of the text they consented to"),
    Column("scenario_order", "string", "The scenarios in the order given, with > between them"),
    Column("consented_at", "datetime", "When they consented, in UTC"),
    Column("ended_at", "datetime", "When they completed or stopped, in UTC", required=False),
    Column("minutes", "number", "From the consent to the end, breaks included", required=False),
    Column("seconds", "number", "The same, to a millisecond", required=False),
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
        for row in participant_rows(chunk):
            yield participant_cells(scope, row)


def participant_cells(scope: Scope, row: ParticipantRow) -> tuple[Any, ...]:
    """In the order of the columns."""
    took = (row.ended_at - row.consented_at).total_seconds() if row.ended_at else None
    return (
        row.participant,
        scope.versions[row.version].label,
        scope.simulated,
        row.state,
        row.language,
        ">".join(row.scenarios),
        row.consented_at,
        row.ended_at,
        None if took is None else round(took / 60, 2),
        None if took is None else round(took, 3),
        row.check_attempts,
    )
