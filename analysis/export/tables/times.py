"""The tables of page visits and of attempts at the comprehension check."""

from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, Column, Table
from analysis.records.rows import attempt_rows, visit_rows

PAGE_COLUMNS = (
    PARTICIPANT,
    Column("page", "string", "The page: its section, scenario and key, with dots between them"),
    Column("shown_at", "datetime", "When it was first shown, in UTC"),
    Column("submitted_at", "datetime", "When it was submitted, in UTC", required=False),
    Column("seconds", "number", "From the one to the other, breaks included", required=False),
)

ATTEMPT_COLUMNS = (
    PARTICIPANT,
    Column("attempt", "integer", "Which of their attempts it was, from 1"),
    Column("question", "string", "The question of the check, by its key"),
    Column("option", "string", "The option chosen, by its key"),
    Column("right", "boolean", "Whether it was the right one"),
    Column("attempted_at", "datetime", "When the attempt was sent, in UTC"),
)


def pages(scope: Scope) -> Table:
    return Table(
        "pages",
        "One row for each page that a participant was shown from the inclusion questions on.",
        PAGE_COLUMNS,
        key=("participant", "page"),
        rows=_pages(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def check_attempts(scope: Scope) -> Table:
    return Table(
        "check_attempts",
        "One row for each question of each attempt at the comprehension check.",
        ATTEMPT_COLUMNS,
        key=("participant", "attempt", "question"),
        rows=_attempts(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def _pages(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for chunk in scope.chunks():
        for row in visit_rows(chunk):
            took = row.submitted_at - row.shown_at if row.submitted_at else None
            yield *row, round(took.total_seconds(), 3) if took else None


def _attempts(scope: Scope) -> Iterator[tuple[Any, ...]]:
    correct = {
        key: {question.key: question.correct for question in version.survey.tutorial.check}
        for key, version in scope.versions.items()
    }
    for chunk in scope.chunks():
        for row in attempt_rows(chunk):
            for question, option in row.chosen.items():
                is_right = option == correct[row.version][question]
                yield row.participant, row.attempt, question, option, is_right, row.attempted_at
