"""The answers of a package, counted, and as columns where they are about people."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.records.answers import answered_in_order, plain_answer
from analysis.records.background_columns import (
    BackgroundRead,
    background_columns,
    background_forms,
)
from analysis.records.columns import Numbers, integers
from analysis.records.observations import Answered, AnswerValue
from analysis.records.question_forms import QuestionForm, question_forms
from analysis.verification.package import Row
from analysis.verification.people import PackagedPeople
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import AnswerKind


@dataclass(frozen=True)
class GivenAnswer:
    """An answer that is not withheld, as JSON, by the form of its question."""

    person: int
    form: QuestionForm
    stored: str


def given_answers(people: PackagedPeople, chosen: Sequence[int]) -> tuple[GivenAnswer, ...]:
    """What the chosen people answered outside of inclusion and check."""
    included = set(chosen)
    forms = {
        (version, form.scenario, form.question.key): form
        for form in question_forms(_definitions(people))
        for version in form.versions
    }
    rows = (row for row in people.package.rows("answers") if int(row["participant"]) in included)
    return tuple(_given(people, forms, rows))


def _given(
    people: PackagedPeople, forms: Mapping[tuple[str, str, str], QuestionForm], rows: Iterator[Row]
) -> Iterator[GivenAnswer]:
    for row in rows:
        person = int(row["participant"])
        form = forms.get((people.version_of(person), row["scenario"], row["question"]))
        if form is not None and row["withheld"] == "false":
            kind = form.question.answer_kind
            yield GivenAnswer(person, form, json.dumps(_stored(kind, row["value"])))


def _definitions(people: PackagedPeople) -> list[tuple[str, SurveyDefinition]]:
    return [(one.definition.version, one.definition) for one in people.package.versions]


def _stored(kind: AnswerKind, value: str) -> Any:
    """An answer as it was stored, without what was written in beside an option."""
    match kind:
        case AnswerKind.OPTION:
            return {"option": value}
        case AnswerKind.OPTIONS:
            return {"options": value.split(";") if value else []}
        case AnswerKind.NUMBER:
            return json.loads(value)
        case AnswerKind.TEXT:
            return value


def counted_answers(given: Sequence[GivenAnswer]) -> tuple[Answered, ...]:
    """How often each answer was given, and of texts how often each length."""
    counts: dict[tuple[str, str, str], Counter[AnswerValue]] = defaultdict(Counter)
    for one in given:
        form = one.form
        kind = form.question.answer_kind
        text = json.dumps(len(json.loads(one.stored))) if kind is AnswerKind.TEXT else one.stored
        counts[form.scenario, form.question.key, form.label][plain_answer(kind, text)] += 1
    read = (answered_in_order(*place, tallied) for place, tallied in counts.items())
    return tuple(sorted(read, key=lambda one: (one.scenario, one.question, one.form)))


def background_of(
    people: PackagedPeople, chosen: Sequence[int], given: Sequence[GivenAnswer]
) -> BackgroundRead:
    """Answers to closed questions about the chosen people, who are in rising order."""
    forms = background_forms(definition for _label, definition in _definitions(people))
    if not forms or not chosen:
        return BackgroundRead((), ())
    known = {(form.question.key, form.label): at for at, form in enumerate(forms)}
    closed = [
        (one.person, known[place], one.stored)
        for one in given
        for place in [(one.form.question.key, one.form.label)]
        if not one.form.scenario and place in known
    ]
    texts = Numbers()
    stored = texts.column([text for _person, _form, text in closed])
    return background_columns(
        forms,
        integers(chosen),
        integers([person for person, _form, _text in closed]),
        integers([form for _person, form, _text in closed]),
        stored,
        list(texts),
    )
