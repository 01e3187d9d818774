"""Counts of answers, made by the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Func, IntegerField, QuerySet
from django.db.models.fields.json import KeyTransform

from analysis.records.observations import Answered, AnswerValue
from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant

Place = tuple[str, str, str]
"""Where a question is asked: the label of a version, a scenario or nothing, and a key."""


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
    people: QuerySet[Participant], definitions: Iterable[SurveyDefinition]
) -> tuple[Answered, ...]:
    """Counts for every form of a question outside of inclusion and check.

    Each answer is read as its participant's own version asks for it. `definitions` are those of
    one study, the newest first. There is one query for each kind of answer.
    """
    by_kind: dict[AnswerKind, dict[Place, QuestionForm]] = defaultdict(dict)
    for form in question_forms((definition.version, definition) for definition in definitions):
        for version in form.versions:
            place = version, form.scenario, form.question.key
            by_kind[form.question.answer_kind][place] = form
    counts: dict[tuple[str, str, str], Counter[AnswerValue]] = defaultdict(Counter)
    for kind, forms in by_kind.items():
        for place, value, number in _counted(people, kind, forms):
            # Another version may ask for another kind of answer under the same key.
            if place in forms:
                _version, scenario, question = place
                counts[scenario, question, forms[place].label][_plain(value)] += number
    return tuple(
        Answered(scenario, question, tuple(sorted(tallied.items(), key=_in_order)), label)
        for (scenario, question, label), tallied in sorted(counts.items())
    )


def _counted(
    people: QuerySet[Participant], kind: AnswerKind, places: Iterable[Place]
) -> Iterator[tuple[Place, Any, int]]:
    rows = (
        Answer.objects.filter(
            participant__in=people,
            participant__version__label__in={version for version, _scenario, _question in places},
            question__in={question for _version, _scenario, question in places},
        )
        .order_by()
        .values_list("participant__version__label", "scenario", "question", _value(kind))
        .annotate(number=Count("pk"))
    )
    for version, scenario, question, value, number in rows:
        yield (version, scenario, question), value, number


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
