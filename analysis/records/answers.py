"""Counts of answers, made by the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Func, IntegerField, QuerySet
from django.db.models.fields.json import KeyTransform

from analysis.records.observations import Answered, AnswerValue
from survey.design.definition import StudyDefinition
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.questions import Page
from survey.participation.models import Answer, Participant


class _Characters(Func):
    """The length of a text that is stored as JSON."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="LENGTH(JSON_EXTRACT(%(expressions)s, '$'))"
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="LENGTH(%(expressions)s #>> '{}')")


def read_answers(
    people: QuerySet[Participant], definitions: Iterable[StudyDefinition]
) -> tuple[Answered, ...]:
    """Counts for every question outside of inclusion and check, by scenario and key."""
    by_kind: dict[AnswerKind, set[str]] = defaultdict(set)
    for definition in definitions:
        for question in asked(definition):
            by_kind[question.answer_kind].add(question.key)
    read = [
        Answered(scenario, question, counts)
        for kind, keys in by_kind.items()
        for (scenario, question), counts in _counted(people, kind, keys).items()
    ]
    return tuple(sorted(read, key=lambda answered: (answered.scenario, answered.question)))


def asked(definition: StudyDefinition) -> Iterable[BaseQuestion]:
    """The questions outside of inclusion and check, in the order of the path."""
    follow_ups = [definition.follow_up_of(key) for key in definition.scenarios]
    pages: list[Page] = [*definition.background, *definition.closing]
    for page in [*pages, *(page for pages in follow_ups for page in pages)]:
        yield from page.questions


def _counted(
    people: QuerySet[Participant], kind: AnswerKind, keys: Iterable[str]
) -> Mapping[tuple[str, str], tuple[tuple[AnswerValue, int], ...]]:
    rows = (
        Answer.objects.filter(participant__in=people, question__in=sorted(keys))
        .order_by()
        .values_list("scenario", "question", _value(kind))
        .annotate(number=Count("pk"))
    )
    counts: dict[tuple[str, str], list[tuple[AnswerValue, int]]] = defaultdict(list)
    for scenario, question, value, number in rows:
        counts[scenario, question].append((_plain(value), number))
    return {key: tuple(sorted(tallied, key=_in_order)) for key, tallied in counts.items()}


def _value(kind: AnswerKind) -> Any:
    match kind:
        case AnswerKind.OPTION:
            return KeyTransform("option", "value")
        case AnswerKind.OPTIONS:
            return KeyTransform("options", "value")
        case AnswerKind.TEXT:
            return _Characters("value")
        case AnswerKind.NUMBER:
            return "value"


def _plain(value: Any) -> AnswerValue:
    if isinstance(value, list):
        return tuple(str(part) for part in value)
    return float(value) if isinstance(value, int | float) else str(value)


def _in_order(counted: tuple[AnswerValue, int]) -> tuple[str, float, tuple[str, ...]]:
    value = counted[0]
    if isinstance(value, float):
        return "number", value, ()
    return ("options", 0.0, value) if isinstance(value, tuple) else ("option", 0.0, (value,))
