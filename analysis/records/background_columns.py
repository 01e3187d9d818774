"""Answers to closed questions about people, as columns beside those of their trials."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from analysis.records.observations import BackgroundColumn
from analysis.records.question_forms import QuestionForm, question_forms
from core.arrays import Integers
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.participation.models import Answer, Participant

CHUNK = 20_000
"""Rows fetched at a time, so that memory holds little else than the columns."""

MOST_REMEMBERED = 10_000
"""Stored answers that are read once; there are more only where people write in."""


def read_background(
    people: QuerySet[Participant], keys: Integers, definitions: Iterable[SurveyDefinition]
) -> tuple[BackgroundColumn, ...]:
    """Those that are not identifying, in the order of the newest version, in one query.

    `keys` are the participants' primary keys, ascending; a column counts people as they do.
    `definitions` are those of one study, the newest first. Each answer is read as its participant's
    own version asks for it.
    """
    forms = [
        form
        for form in question_forms((definition.version, definition) for definition in definitions)
        if form.section is Section.BACKGROUND
        and form.question.options_by_key()
        and not form.is_identifying
    ]
    if not forms or not len(keys):
        return ()
    answered = np.fromiter(chain.from_iterable(_answers(people, forms)), dtype=np.int64)
    person, at, answer = answered.reshape(-1, 3).T
    # Somebody may have ended between two queries; they are in the next report.
    known = np.isin(person, keys)
    person, at, answer = np.searchsorted(keys, person[known]), at[known], answer[known]
    columns = []
    for number, form in enumerate(forms):
        given = at == number
        column = np.zeros((len(keys), len(form.question.options_by_key())), dtype=bool)
        column[person[given]] = _ticked(answer[given], column.shape[1])
        columns.append(
            BackgroundColumn(
                form.question.key, form.label, tuple(form.question.options_by_key()), column
            )
        )
    return tuple(columns)


Row = tuple[int, int, int]
"""A participant's primary key, the position of a form, and the options ticked, as bits."""


def _answers(people: QuerySet[Participant], forms: list[QuestionForm]) -> Iterator[Row]:
    places = {
        (version, form.question.key): at
        for at, form in enumerate(forms)
        for version in form.versions
    }
    bits: list[Mapping[str, int]] = [
        {option: 1 << bit for bit, option in enumerate(form.question.options_by_key())}
        for form in forms
    ]

    @lru_cache(maxsize=MOST_REMEMBERED)
    def ticked(at: int, stored: str) -> int:
        return sum(bits[at].get(option, 0) for option in _options(json.loads(stored)))

    rows = (
        Answer.objects.filter(
            participant__in=people,
            scenario="",
            question__in={question for _version, question in places},
        )
        .order_by()
        .values_list(
            "participant",
            "participant__version__label",
            "question",
            Cast("value", TextField()),
        )
    )
    for participant, version, question, stored in rows.iterator(chunk_size=CHUNK):
        # Another version may ask something else under the same key.
        if (at := places.get((version, question))) is not None:
            yield participant, at, ticked(at, stored)


def _ticked(answers: Integers, options: int) -> Any:
    """Which options were ticked [answers, options]; 51 options at most fit in the bits."""
    return (answers[:, np.newaxis] >> np.arange(options)) & 1 == 1


def _options(value: Any) -> Iterator[str]:
    match value:
        case {"option": str(option)}:
            yield option
        case {"options": list(options)}:
            yield from map(str, options)
        case int() | float():
            yield f"{value:g}"
