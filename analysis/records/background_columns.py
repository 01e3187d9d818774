"""Answers to closed questions about people, as columns beside those of their trials."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet

from analysis.records.answers import answered_in_order, plain_answer
from analysis.records.column_queries import read_columns, stored_text
from analysis.records.columns import UNKNOWN, Numbers, integers, positions_of
from analysis.records.observations import Answered, AnswerValue, BackgroundColumn
from analysis.records.question_forms import QuestionForm, question_forms
from core.arrays import Booleans, Integers
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.participation.models import Answer, Participant


@dataclass(frozen=True, eq=False)
class BackgroundRead:
    """The answers to some questions as columns, and counted where there are any."""

    columns: tuple[BackgroundColumn, ...]
    counted: tuple[Answered, ...]


def read_background(
    people: QuerySet[Participant], keys: Integers, definitions: Iterable[SurveyDefinition]
) -> BackgroundRead:
    """Those that are not identifying, in the order of the newest version.

    There is one query for each version. `people` may hold others, who are left out.
    `keys` are the participants' primary keys, ascending; a column counts people as they do.
    `definitions` are those of one study, the newest first. Each answer is read as its participant's
    own version asks for it.
    """
    forms = background_forms(definitions)
    if not forms or not len(keys):
        return BackgroundRead((), ())
    return background_columns(forms, keys, *_answers(people, forms))


def background_forms(definitions: Iterable[SurveyDefinition]) -> list[QuestionForm]:
    """The closed questions about people that cannot tell who somebody is."""
    return [
        form
        for form in question_forms((definition.version, definition) for definition in definitions)
        if form.section is Section.BACKGROUND
        and form.question.options_by_key()
        and not form.is_identifying
    ]


def background_columns(
    forms: Sequence[QuestionForm],
    keys: Integers,
    person: Integers,
    at: Integers,
    text: Integers,
    texts: Sequence[str],
) -> BackgroundRead:
    """Columns of answers given by the key of a person, the positions of a form and of a text."""
    person = positions_of(person, keys)
    # Somebody may have ended between two queries; they are in the next report.
    known = person != UNKNOWN
    columns, counted = [], []
    for number, form in enumerate(forms):
        options = tuple(form.question.options_by_key())
        given = known & (at == number)
        column = np.zeros((len(keys), len(options)), dtype=bool)
        met, row, numbers = np.unique(text[given], return_inverse=True, return_counts=True)
        answers = [texts[code] for code in met]
        if answers:
            column[person[given]] = _ticked(answers, options)[row]
            counted.append(_counted(form, dict(zip(answers, numbers.tolist(), strict=True))))
        columns.append(BackgroundColumn(form.question.key, form.label, options, column))
    return BackgroundRead(tuple(columns), tuple(counted))


def _counted(form: QuestionForm, answers: Mapping[str, int]) -> Answered:
    """Answers to a form as stored, with how often each was given, counted without write-ins."""
    tallied: Counter[AnswerValue] = Counter()
    for text, number in answers.items():
        tallied[plain_answer(form.question.answer_kind, text)] += number
    return answered_in_order(form.scenario, form.question.key, form.label, tallied)


def _answers(
    people: QuerySet[Participant], forms: Sequence[QuestionForm]
) -> tuple[Integers, Integers, Integers, list[str]]:
    """Columns of participants' keys, positions of forms and of texts, and all texts as stored."""
    by_version: dict[str, dict[str, int]] = defaultdict(dict)
    for at, form in enumerate(forms):
        for version in form.versions:
            by_version[version][form.question.key] = at
    texts = Numbers()
    read = [
        read_columns(
            Answer.objects.filter(
                participant__in=people.filter(version__label=version),
                scenario="",
                question__in=list(asked),
            )
            .order_by()
            .values_list("participant", "question", stored_text("value")),
            integers,
            Numbers(asked.__getitem__).column,
            texts.column,
        )
        for version, asked in by_version.items()
    ]
    person, at_form, text = (np.concatenate(parts) for parts in zip(*read, strict=True))
    return person, at_form, text, list(texts)


def _ticked(texts: Sequence[str], options: Sequence[str]) -> Booleans:
    """Which options were ticked in stored answers [texts, options]."""
    ticked = [set(_options(json.loads(text))) for text in texts]
    return np.array([[option in chosen for option in options] for chosen in ticked])


def _options(value: Any) -> Iterator[str]:
    match value:
        case {"option": str(option)}:
            yield option
        case {"options": list(options)}:
            yield from map(str, options)
        case int() | float():
            yield f"{value:g}"
