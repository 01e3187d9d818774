"""When pages were shown and submitted, and how the comprehension check went."""

from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, Column, Table
from survey.participation.models import CheckAttempt, PageVisit

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
        rows = PageVisit.objects.filter(participant__in=chunk).order_by("participant", "pk")
        visits = rows.values_list("participant", "page", "shown_at", "submitted_at")
        for person, page, shown, submitted in visits:
            seconds = round((submitted - shown).total_seconds(), 3) if submitted else None
            yield person, page, shown, submitted, seconds


def _attempts(scope: Scope) -> Iterator[tuple[Any, ...]]:
    correct = {
        key: {question.key: question.correct for question in each.definition.tutorial.check}
        for key, each in scope.versions.items()
    }
    for chunk in scope.chunks():
        last, attempt = None, 0
        rows = CheckAttempt.objects.filter(participant__in=chunk).order_by("participant", "pk")
        for person, version, chosen, at in rows.values_list(
            "participant", "participant__version", "chosen", "attempted_at"
        ):
            attempt = attempt + 1 if person == last else 1
            last = person
            for question, option in chosen.items():
                right = option == correct[version][question]
                yield person, attempt, question, option, right, at
