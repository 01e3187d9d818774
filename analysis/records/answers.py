"""Counts of answers, made by the database."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Func, Q, QuerySet, TextField, When

from analysis.records.column_queries import stored_text
from analysis.records.observations import Answered, AnswerValue
from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant

Place = tuple[str, str]
"""Where a version asks a question: a scenario or nothing, and a key."""


class _Length(Func):
    """The length of a text that is stored as JSON, as JSON."""

    output_field = TextField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        # Most texts have no escaped character, and are not parsed.
        return self.as_sql(
            compiler,
            connection,
            template="CASE WHEN INSTR(%(expressions)s, '\\') = 0 THEN LENGTH(%(expressions)s) - 2 "
            "ELSE LENGTH(JSON_EXTRACT(%(expressions)s, '$')) END",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "LENGTH(%(expressions)s #>> '{}')::text"
        return self.as_sql(compiler, connection, template=template)


def read_answers(
    people: QuerySet[Participant], definitions: Iterable[SurveyDefinition]
) -> tuple[Answered, ...]:
    """Counts for every form of a question outside of inclusion and check.

    Each answer is read as its participant's own version asks for it. `definitions` are those of
    one study, the newest first. There is one query for each of them.
    """
    by_version: dict[str, dict[Place, QuestionForm]] = defaultdict(dict)
    for form in question_forms((definition.version, definition) for definition in definitions):
        for version in form.versions:
            by_version[version][form.scenario, form.question.key] = form
    counts: dict[tuple[str, str, str], Counter[AnswerValue]] = defaultdict(Counter)
    for version, forms in by_version.items():
        for value, question, scenario, number in _counted(
            people.filter(version__label=version), forms
        ):
            form = forms[scenario, question]
            plain = _plain(form.question.answer_kind, json.loads(str(value)))
            counts[scenario, question, form.label][plain] += number
    return tuple(
        Answered(scenario, question, tuple(sorted(tallied.items(), key=_in_order)), label)
        for (scenario, question, label), tallied in sorted(counts.items())
    )


def _counted(
    people: QuerySet[Participant], places: Mapping[Place, QuestionForm]
) -> QuerySet[Any, tuple[str, str, str, int]]:
    """Values as JSON, texts as their lengths, with their place and number."""
    texts = [
        place for place, form in places.items() if form.question.answer_kind is AnswerKind.TEXT
    ]
    of_texts = [When(_at(texts), then=_Length("value"))] if texts else []
    counted = Case(*of_texts, default=stored_text("value"))
    return (
        Answer.objects.filter(_at(places), participant__in=people)
        .order_by()
        .values_list(counted, "question", "scenario")
        .annotate(number=Count("pk"))
    )


def _at(places: Iterable[Place]) -> Q:
    """Whether an answer was given at one of some places."""
    questions: dict[str, list[str]] = {}
    for scenario, question in places:
        questions.setdefault(scenario, []).append(question)
    return reduce(
        or_, (Q(scenario=scenario, question__in=keys) for scenario, keys in questions.items()), Q()
    )


def _plain(kind: AnswerKind, stored: Any) -> AnswerValue:
    match kind:
        case AnswerKind.OPTION:
            return str(stored["option"])
        case AnswerKind.OPTIONS:
            return tuple(str(option) for option in stored["options"])
        case AnswerKind.TEXT | AnswerKind.NUMBER:
            return float(stored)


def _in_order(counted: tuple[AnswerValue, int]) -> tuple[str, float, tuple[str, ...]]:
    value = counted[0]
    if isinstance(value, float):
        return "number", value, ()
    return ("options", 0.0, value) if isinstance(value, tuple) else ("option", 0.0, (value,))
