"""Counts of answers, and of the lengths of texts."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Count, Func, QuerySet, TextField

from analysis.records.column_queries import CHUNK
from analysis.records.observations import Answered, AnswerValue
from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant

Place = tuple[str, str]
"""Where a version asks a question: a scenario or nothing, and a key."""

Row = TypeVar("Row", bound=tuple[Any, ...])


class _Counted(Func):
    """A stored answer as JSON, with the length of a text in its place."""

    output_field = TextField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        # Most texts have no escaped character, and are not parsed.
        return self.as_sql(
            compiler,
            connection,
            template="CASE WHEN SUBSTR(%(expressions)s, 1, 1) <> '\"' THEN %(expressions)s "
            "WHEN INSTR(%(expressions)s, '\\') = 0 THEN LENGTH(%(expressions)s) - 2 "
            "ELSE LENGTH(JSON_EXTRACT(%(expressions)s, '$')) END",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = (
            "CASE WHEN JSONB_TYPEOF(%(expressions)s) = 'string' "
            "THEN LENGTH(%(expressions)s #>> '{}')::text ELSE %(expressions)s::text END"
        )
        return self.as_sql(compiler, connection, template=template)


def read_answers(
    people: QuerySet[Participant],
    definitions: Iterable[SurveyDefinition],
    counted: Sequence[Answered] = (),
) -> tuple[Answered, ...]:
    """Counts for every form of a question outside of inclusion and check.

    Each answer is read as its participant's own version asks for it. `definitions` are those of
    one study, the newest first. There is one query for each of them. Those that are `counted`
    already are not read again.
    """
    places = {(answered.scenario, answered.question, answered.form) for answered in counted}
    by_version: dict[str, dict[Place, QuestionForm]] = defaultdict(dict)
    for form in question_forms((definition.version, definition) for definition in definitions):
        if (form.scenario, form.question.key, form.label) not in places:
            for version in form.versions:
                by_version[version][form.scenario, form.question.key] = form
    counts: dict[tuple[str, str, str], Counter[AnswerValue]] = defaultdict(Counter)
    for version, forms in by_version.items():
        answers = _values(people.filter(version__label=version), forms)
        for (value, question, scenario), number in _counted(answers):
            # Another scenario may have a question of the same key that is not counted.
            if asked := forms.get((scenario, question)):
                plain = plain_answer(asked.question.answer_kind, str(value))
                counts[scenario, question, asked.label][plain] += number
    read = (answered_in_order(*place, tallied) for place, tallied in counts.items())
    return tuple(sorted((*read, *counted), key=lambda one: (one.scenario, one.question, one.form)))


def answered_in_order(
    scenario: str, question: str, form: str, tallied: Mapping[AnswerValue, int]
) -> Answered:
    """The answers to a form of a question with how often each was given."""
    return Answered(scenario, question, tuple(sorted(tallied.items(), key=_in_order)), form)


def _values(
    people: QuerySet[Participant], forms: Iterable[Place]
) -> QuerySet[Any, tuple[str, str, str]]:
    """Answers as JSON, and texts as their lengths, with the question and the scenario."""
    return (
        Answer.objects.filter(
            participant__in=people, question__in={question for _scenario, question in forms}
        )
        .order_by()
        .values_list(_Counted("value"), "question", "scenario")
    )


def _counted(rows: QuerySet[Any, Row]) -> Iterable[tuple[Row, int]]:
    """How often each row comes.

    PostgreSQL counts while it reads. SQLite sorts all rows first, which takes longer than to count
    them here.
    """
    if connections[rows.db].vendor == "postgresql":
        return ((row[:-1], row[-1]) for row in rows.annotate(number=Count("pk")))
    return Counter(rows.iterator(chunk_size=CHUNK)).items()


def plain_answer(kind: AnswerKind, text: str) -> AnswerValue:
    """An answer that is stored as JSON, without what was written beside its options."""
    stored = json.loads(text)
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
